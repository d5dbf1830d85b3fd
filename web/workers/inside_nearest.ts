import type { Model } from '../../wasm/library/index';
import type { Progress } from '../data/download';
import { inBatches } from './batches';
import type { Inked, InsideData } from './inside_data';

export type Distance = 'cosine' | 'euclidean';

/** A training image near to an image that is looked at. */
export interface Near {
  ink: Float32Array;
  label: string;
  /** From 0, the same; to 2 for opposite directions, or without end. */
  distance: number;
}

/** What a step of the way tells: bytes that have arrived, or the share of the images that is done. */
export type OnStep = (step: Progress | { share: number }) => Promise<boolean>;

const MOST_IMAGES = 10_000;
/** What they may fill, as numbers of 4 bytes. */
const MOST_NUMBERS = 16_000_000;

/** Rows of numbers, one after the other, and the sum of the squares of each. */
export interface Rows {
  values: Float32Array;
  squares: Float64Array;
}

function dot(a: Float32Array, from: number, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[from + i] * b[i];
  return sum;
}

export function rowsOf(values: Float32Array, size: number): Rows {
  const squares = Float64Array.from({ length: values.length / size }, (_, i) => {
    const row = values.subarray(i * size, (i + 1) * size);
    return dot(row, 0, row);
  });
  return { values, squares };
}

/** Places of the `most` rows that are nearest to `row`, the nearest first, and how far off they are. */
export function nearestRows({ values, squares }: Rows, row: Float32Array, most: number, distance: Distance) {
  const own = dot(row, 0, row);
  const nearest: { index: number; distance: number }[] = [];
  squares.forEach((square, index) => {
    const product = dot(values, index * row.length, row);
    // Nothing has no direction.
    const cosine = square && own ? product / Math.sqrt(square * own) : 0;
    const far = distance === 'cosine' ? 1 - cosine : Math.sqrt(Math.max(0, square + own - 2 * product));
    if (nearest.length === most && far >= nearest[most - 1].distance) return;
    const place = nearest.findIndex((each) => each.distance > far);
    nearest.splice(place < 0 ? nearest.length : place, 0, { index, distance: far });
    nearest.length = Math.min(nearest.length, most);
  });
  return nearest;
}

/** What a model makes of many training images, before its last layer. */
export class Neighbours {
  #known: { rows: Rows; images: Inked } | null = null;

  constructor(
    private readonly model: Model,
    private readonly data: InsideData,
  ) {}

  /** Looks at them; how many there are, or null where it was cancelled. */
  async find(onStep: OnStep): Promise<number | null> {
    if (this.#known) return this.#known.images.labels.length;
    const size = (await this.model.features(new Float32Array(28 * 28), 1)).length;
    const most = Math.min(MOST_IMAGES, Math.floor(MOST_NUMBERS / size));
    const images = await this.data.training(this.model.labels, most, (progress) => void onStep(progress));
    const count = images.labels.length;
    const features = new Float32Array(count * size);
    const done = await inBatches(
      count,
      async (from, taken) => {
        const ink = images.ink.subarray(from * images.size, (from + taken) * images.size);
        features.set(await this.model.features(ink, taken), from * size);
      },
      (seen) => onStep({ share: seen / count }),
    );
    if (!done) return null;
    this.#known = { rows: rowsOf(features, size), images };
    return count;
  }

  /** Those that are nearest to this image; none before find(). */
  async of(image: Float32Array, most: number, distance: Distance): Promise<Near[]> {
    if (!this.#known) return [];
    const { rows, images } = this.#known;
    const row = await this.model.features(image, 1);
    return nearestRows(rows, row, most, distance).map(({ index, distance }) => ({
      ink: images.ink.slice(index * images.size, (index + 1) * images.size),
      label: this.model.labels[images.labels[index]],
      distance,
    }));
  }
}
