import type { Channel, LayerAbout, Model } from '../../wasm/library/index';
import { inBatches } from './batches';
import type { InsideData, Inked } from './inside_data';

/** How well some images are read. */
export interface Read {
  images: number;
  right: number;
  /** What the right classes are given, on the average. */
  sure: number;
}

/** What switching a map or a unit off costs, by itself. */
export interface Cost extends Channel {
  /** Images that are read wrongly then, and were not. */
  lost: number;
  /** Of what the right classes are given. */
  less_sure: number;
}

export interface Ranking {
  /** How many were tried, of how many. */
  tried: number;
  of: number;
  images: number;
  /** The costliest first. */
  costs: Cost[];
}

/** The maps and units that can be telling: not what the next layer normalises, which makes something of zeros, and not the answers. */
export function candidates(layers: readonly LayerAbout[]): Channel[] {
  const with_weights = layers.flatMap(({ parameters }, layer) => (parameters > 0 ? [layer] : []));
  const last = with_weights.at(-1);
  return with_weights
    .filter((layer) => layer !== last && layers[layer + 1].class_name !== 'BatchNormalization')
    .flatMap((layer) =>
      Array.from({ length: layers[layer].shape.at(-1)! }, (_, channel) => ({ layer, channel })),
    );
}

export const byCost = (a: Cost, b: Cost) => b.lost - a.lost || b.less_sure - a.less_sure;

/** How well a model reads with some of it switched off. */
export class Trials {
  static readonly IMAGES = 1000;
  /** So many for each of the maps. */
  static readonly FEW = 200;
  #newest = 0;
  #whole: Read | null = null;

  constructor(
    private readonly model: Model,
    private readonly data: InsideData,
  ) {}

  /** With all of it and without what is off; null where a newer question came in between. */
  async accuracy(off: Channel[]): Promise<{ whole: Read; now: Read } | null> {
    const mine = ++this.#newest;
    const goesOn = () => mine === this.#newest;
    const images = await this.data.test(this.model.labels, Trials.IMAGES);
    this.#whole ??= goesOn() ? await this.#read(images, [], goesOn) : null;
    const now = !goesOn() ? null : off.length ? await this.#read(images, off, goesOn) : this.#whole;
    return this.#whole && now && { whole: this.#whole, now };
  }

  /** What each map and unit costs; ends with what it has once `onRanking` answers with false. */
  async rank(onRanking: (ranking: Ranking) => Promise<boolean>): Promise<Ranking> {
    const images = await this.data.test(this.model.labels, Trials.FEW);
    const all = candidates(this.model.layers);
    const whole = (await this.#read(images, [], () => true))!;
    const costs: Cost[] = [];
    const ranking = () => ({ tried: costs.length, of: all.length, images: whole.images, costs });
    for (const each of all) {
      const read = (await this.#read(images, [each], () => true))!;
      const lost = whole.right - read.right;
      costs.push({ ...each, lost, less_sure: whole.sure - read.sure });
      costs.sort(byCost);
      if (!(await onRanking(ranking()))) break;
    }
    return ranking();
  }

  async #read({ ink, labels, size }: Inked, off: Channel[], goesOn: () => boolean): Promise<Read | null> {
    const classes = this.model.labels.length;
    let [right, sure] = [0, 0];
    const isDone = await inBatches(
      labels.length,
      async (from, taken) => {
        const given = ink.subarray(from * size, (from + taken) * size);
        const answers = await this.model.predict(given, taken, { off });
        for (let i = 0; i < taken; i++) {
          const answer = answers.subarray(i * classes, (i + 1) * classes);
          const truth = labels[from + i];
          right += Number(answer.every((each, label) => label === truth || each < answer[truth]));
          sure += answer[truth] / labels.length;
        }
      },
      goesOn,
    );
    return isDone ? { images: labels.length, right, sure } : null;
  }
}
