import { expect, test } from 'vitest';
import type { LayerAbout } from '../../wasm/library/index';
import { inBatches, nextSize } from '../../web/workers/batches';
import { byCost, candidates } from '../../web/workers/inside_accuracy';
import { nearestRows, rowsOf } from '../../web/workers/inside_nearest';

const rows = rowsOf(Float32Array.of(1, 0, 10, 1, 0, 2, 0, 0), 2);
const near = (row: number[], distance: 'cosine' | 'euclidean', most = 4) =>
  nearestRows(rows, Float32Array.from(row), most, distance);

test('the nearest rows come first, by their direction or by how far they are', () => {
  expect(near([2, 0], 'cosine').map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(near([2, 0], 'cosine').map(({ distance }) => distance)).toEqual([
    0,
    expect.closeTo(1 - 10 / Math.sqrt(101), 6),
    1,
    1,
  ]);
  expect(near([9, 1], 'euclidean', 2)).toEqual([
    { index: 1, distance: 1 },
    { index: 0, distance: Math.sqrt(65) },
  ]);
  expect(near([0, 0], 'euclidean', 1)).toEqual([{ index: 3, distance: 0 }]);
});

test('a step that took long makes the next one smaller, a short one larger', () => {
  expect(nextSize(32, 200)).toBe(16);
  expect(nextSize(32, 60)).toBe(32);
  expect(nextSize(32, 10)).toBe(64);
  expect(nextSize(1, 500)).toBe(1);
});

test('batches cover everything once, and end when they are told to', async () => {
  const seen: number[] = [];
  const step = (from: number, size: number) => {
    for (let i = 0; i < size; i++) seen.push(from + i);
    return Promise.resolve();
  };
  expect(await inBatches(100, step, () => true)).toBe(true);
  expect(seen).toEqual([...Array(100).keys()]);
  seen.length = 0;
  expect(await inBatches(100, step, () => false)).toBe(false);
  expect(seen).toHaveLength(32);
});

test('maps and units of layers with weights are tried, but for the answers and what is normalised next', () => {
  const layers = [
    { class_name: 'Conv2D', parameters: 9, shape: [2, 2, 2] },
    { class_name: 'BatchNormalization', parameters: 8, shape: [2, 2, 2] },
    { class_name: 'Flatten', parameters: 0, shape: [8] },
    { class_name: 'Dense', parameters: 9, shape: [1] },
    { class_name: 'Dense', parameters: 20, shape: [10] },
    { class_name: 'Softmax', parameters: 0, shape: [10] },
  ] as LayerAbout[];
  expect(candidates(layers)).toEqual([
    { layer: 1, channel: 0 },
    { layer: 1, channel: 1 },
    { layer: 3, channel: 0 },
  ]);
  expect(candidates([])).toEqual([]);
});

test('what costs most comes first, and of equals what makes less sure', () => {
  const cost = (lost: number, less_sure: number) => ({ layer: 0, channel: 0, lost, less_sure });
  expect([cost(0, 0.1), cost(2, 0), cost(0, 0.3)].sort(byCost)).toEqual([
    cost(2, 0),
    cost(0, 0.3),
    cost(0, 0.1),
  ]);
});
