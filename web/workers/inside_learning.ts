import type { LayerStatistics, Model } from '../../wasm/library/index';
import { inBatches } from './batches';
import type { InsideData } from './inside_data';

/** How some test images are read: rows are what they show, columns what they are read as. */
export interface Confused {
  confusion: number[][];
  images: number;
  right: number;
}

/** What can be seen of a model that learns, of some test images. */
export class Learning {
  static readonly IMAGES = 1000;
  /** So many are enough to see how numbers are spread. */
  static readonly FEW = 32;
  #newest = 0;

  constructor(
    private readonly model: Model,
    private readonly data: InsideData,
  ) {}

  /** Null where a newer question came in between. */
  async confusion(): Promise<Confused | null> {
    const mine = ++this.#newest;
    const { ink, labels, size } = await this.data.test(this.model.labels, Learning.IMAGES);
    const classes = this.model.labels.length;
    const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
    const isDone = await inBatches(
      labels.length,
      async (from, taken) => {
        const answers = await this.model.predict(ink.subarray(from * size, (from + taken) * size), taken);
        for (let i = 0; i < taken; i++) {
          const answer = answers.subarray(i * classes, (i + 1) * classes);
          confusion[labels[from + i]][answer.indexOf(Math.max(...answer))]++;
        }
      },
      () => mine === this.#newest,
    );
    const right = confusion.reduce((sum, row, i) => sum + row[i], 0);
    return isDone ? { confusion, images: labels.length, right } : null;
  }

  /** How weights, gradients and activations are spread, layer by layer. */
  async statistics(): Promise<LayerStatistics[]> {
    const { ink, labels, size } = await this.data.test(this.model.labels, Learning.FEW);
    const side = Math.sqrt(size);
    return this.model.statistics({ images: ink, labels, rows: side, columns: side, scaling: '0..1' });
  }
}
