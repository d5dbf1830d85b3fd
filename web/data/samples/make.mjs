// Makes the samples that one can trace on the pad, from the training images of a data set (README.md):
//   node web/data/samples/make.mjs FOLDER OUT.png
// FOLDER holds train-images-idx3-ubyte and train-labels-idx1-ubyte, packed (.gz) or not, with ten classes of 28x28.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encode } from 'fast-png';

const SIDE = 28;
const CLASSES = 10;
const SAMPLES = 8;

const [folder, out] = process.argv.slice(2);

function read(name) {
  const plain = join(folder, name);
  return existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
}
const images = read('train-images-idx3-ubyte').subarray(16);
const labels = read('train-labels-idx1-ubyte').subarray(8);
const count = images.length / SIDE ** 2;

const imageAt = (i) => images.subarray(i * SIDE ** 2, (i + 1) * SIDE ** 2);

/** The plainest of a class's first 200: of the 24 most like their mean, which is no rare form, those with the least ink. */
function plainest(label) {
  const indices = Array.from({ length: count }, (_, i) => i)
    .filter((i) => labels[i] === label)
    .slice(0, 200);
  const mean = new Float64Array(SIDE ** 2);
  for (const i of indices) imageAt(i).forEach((ink, pixel) => (mean[pixel] += ink));
  const product = (a, b) => a.reduce((sum, value, pixel) => sum + value * b[pixel], 0);
  const known = indices.map((i) => {
    const image = Float64Array.from(imageAt(i));
    const length = Math.sqrt(product(image, image));
    return { i, length, likeness: product(image, mean) / length };
  });
  const typical = known.sort((a, b) => b.likeness - a.likeness).slice(0, 24);
  return typical
    .sort((a, b) => a.length - b.length)
    .slice(0, SAMPLES)
    .map(({ i }) => i);
}

// A row a class, a column a sample; ink is opaque black.
const width = SAMPLES * SIDE;
const height = CLASSES * SIDE;
const data = new Uint8Array(2 * width * height);
for (let label = 0; label < CLASSES; label++) {
  plainest(label).forEach((index, sample) =>
    imageAt(index).forEach((ink, pixel) => {
      const row = label * SIDE + Math.floor(pixel / SIDE);
      data[2 * (row * width + sample * SIDE + (pixel % SIDE)) + 1] = ink;
    }),
  );
}
writeFileSync(out, encode({ width, height, data, channels: 2, depth: 8 }, { zlib: { level: 9 } }));
