import { findPublished, publishedWith } from '../data/published';
import { decodePng } from '../data/png';
import { readBytes } from '../../wasm/library/index';
import { Unpacked } from '../data/unpacked';

/** Pixels of an example, each way. */
const SIDE = 28;

/** One of the samples of the data set that has these labels, of MNIST where none has: ink 0 to 1. */
export async function exampleOf(labels: readonly string[]): Promise<Float32Array> {
  const samples = publishedWith(labels)?.samples ?? findPublished('mnist')!.samples!;
  const bytes = await readBytes(new URL(samples));
  const unpacked = new Unpacked();
  unpacked.bring(bytes.length);
  const { width, height, channels, pixels } = decodePng({ name: samples, bytes }, unpacked);
  const among = (length: number) => SIDE * Math.floor((Math.random() * length) / SIDE);
  const [left, top] = [among(width), among(height)];
  // There is ink where they are opaque.
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const at = (top + Math.floor(i / SIDE)) * width + left + (i % SIDE);
    return pixels[at * channels + channels - 1] / 255;
  });
}
