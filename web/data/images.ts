import type { LabelledImages } from '../../wasm/library/index';

export type { LabelledImages };

export interface DataParts {
  training: LabelledImages;
  test: LabelledImages | null;
}

/** Some of the images, in this order. */
export function pick(images: LabelledImages, indices: readonly number[]): LabelledImages {
  const size = images.rows * images.columns * images.channels;
  const chosen = new Uint8Array(indices.length * size);
  indices.forEach((index, i) =>
    chosen.set(images.images.subarray(index * size, (index + 1) * size), i * size),
  );
  return { ...images, images: chosen, labels: Uint8Array.from(indices, (index) => images.labels[index]) };
}

/** One after the other; all of one shape and with the same labels. */
export function join(parts: readonly LabelledImages[]): LabelledImages {
  const images = new Uint8Array(parts.reduce((sum, part) => sum + part.images.length, 0));
  const labels = new Uint8Array(parts.reduce((sum, part) => sum + part.labels.length, 0));
  let pixels = 0;
  let count = 0;
  for (const part of parts) {
    images.set(part.images, pixels);
    labels.set(part.labels, count);
    pixels += part.images.length;
    count += part.labels.length;
  }
  return { ...parts[0], images, labels };
}

/** Every n-th of them, so that about `count` remain. */
export function spread(total: number, count: number): number[] {
  const chosen = Math.min(total, count);
  return Array.from({ length: chosen }, (_, i) => Math.floor((i * total) / chosen));
}
