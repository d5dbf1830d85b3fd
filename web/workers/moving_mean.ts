import type { BatchEnd } from '../../wasm/library/index';

/** So many batches a mean is taken over, or as many more as are told of at once. */
export const MEAN_BATCHES = 50;

/** Some batches that follow each other: how many they and their images are, and sums over the images. */
interface Part {
  batches: number;
  images: number;
  loss: number;
  accuracy: number;
}

/** The mean over the last batches of a training, from means over the epoch so far, which begin anew with each epoch. */
export class MovingMean {
  #parts: Part[] = [];

  /** `before` is the last event of the part of a run that is not told again. */
  constructor(private before: BatchEnd | null = null) {}

  /** Null where the event tells of no new batch. */
  add(event: BatchEnd): { loss: number; accuracy: number | null } | null {
    const before = this.before?.epoch === event.epoch ? this.before : null;
    const since = (of: (event: BatchEnd) => number) => of(event) - (before ? of(before) : 0);
    const part: Part = {
      batches: since(({ batch }) => batch),
      images: since(({ images }) => images),
      loss: since(({ loss, images }) => loss * images),
      accuracy: since(({ accuracy, images }) => (accuracy ?? NaN) * images),
    };
    if (part.batches <= 0) return null;
    this.before = event;
    this.#parts.push(part);
    const sum = (name: keyof Part) => this.#parts.reduce((all, each) => all + each[name], 0);
    while (sum('batches') - this.#parts[0].batches >= MEAN_BATCHES) this.#parts.shift();
    const accuracy = sum('accuracy') / sum('images');
    return {
      loss: sum('loss') / sum('images'),
      // Images that show no class count for the loss only, so that this may be a trifle off.
      accuracy: Number.isNaN(accuracy) ? null : Math.min(1, Math.max(0, accuracy)),
    };
  }
}
