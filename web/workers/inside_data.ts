import * as messages from '../app/messages';
import type { Engine } from '../../wasm/library/index';
import type { Progress } from '../data/download';
import { type LabelledImages, pick, spread } from '../data/images';
import { publishedWith } from '../data/published';
import { Datasets } from './datasets';

/** Images as networks take them, ink 0 to 1, and which of the classes each shows. */
export interface Inked {
  ink: Float32Array;
  labels: Uint8Array;
  /** Numbers of an image. */
  size: number;
}

/** Some of these images, as far apart as they lie. */
function inked(all: LabelledImages, most: number): Inked {
  const { images, labels } = pick(all, spread(all.labels.length, most));
  return {
    ink: Float32Array.from(images, (byte) => byte / 255),
    labels,
    size: all.rows * all.columns * all.channels,
  };
}

/** Images of the classes that a model knows, for what one image cannot tell. */
export class InsideData {
  readonly #datasets: Datasets;
  readonly #known = new Map<string, Promise<Inked>>();

  constructor(engine: Engine, base: string) {
    this.#datasets = new Datasets(engine, base);
  }

  /** Ends whatever is being fetched. */
  cancel(): void {
    this.#datasets.cancel();
  }

  /** Of the test part. Rejects, in words, where there are no images of these classes. */
  test(labels: readonly string[], most: number): Promise<Inked> {
    return this.#once(`test/${most}`, labels, async (id) => inked(await this.#datasets.tested(id), most));
  }

  training(
    labels: readonly string[],
    most: number,
    onProgress: (progress: Progress) => void,
  ): Promise<Inked> {
    return this.#once(`training/${most}`, labels, async (id) =>
      inked((await this.#datasets.get(id, onProgress)).training, most),
    );
  }

  async #once(name: string, labels: readonly string[], read: (id: string) => Promise<Inked>): Promise<Inked> {
    const published = publishedWith(labels);
    if (!published) throw new Error(messages.why.noImages);
    const key = `${published.id}/${name}`;
    const known = this.#known.get(key) ?? read(published.id);
    this.#known.set(key, known);
    // What has failed is tried again.
    known.catch(() => this.#known.delete(key));
    return known;
  }
}
