import { describe, expect, test } from 'vitest';
import type { LayerAbout, WeightedSum } from '../../wasm/library/index';
import { kernelOf } from '../../web/inside/kernel';
import { decimalsFor, figure } from '../../web/inside/figures';
import { partsOf, patchesOf } from '../../web/inside/parts';
import { indexOf, positionOf, receptiveField, windowOf } from '../../web/inside/window';

const layerOf = (
  class_name: string,
  input_shape: number[],
  shape: number[],
  config: Record<string, unknown> = {},
): LayerAbout => ({
  name: class_name,
  class_name,
  config,
  input_shape,
  shape,
  parameters: 0,
  activation: 'linear',
  weights: [],
});
const valid = { kernel_size: [3, 3], strides: [1, 1], padding: 'valid' };
const same = { ...valid, padding: 'same' };
const at = ({ shape }: LayerAbout, row: number, column: number, channel = 0) =>
  indexOf(shape, { row, column, channel });
const box = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });

describe('windows', () => {
  test('have the size, strides and padding of their layer', () => {
    expect(windowOf(layerOf('Conv2D', [28, 28, 1], [26, 26, 2], valid))).toEqual({
      size: [3, 3],
      strides: [1, 1],
      pad: [0, 0],
    });
    expect(
      windowOf(
        layerOf('Conv2D', [28, 27, 1], [14, 9, 2], { kernel_size: [5, 4], strides: [2, 3], padding: 'same' }),
      ),
    ).toEqual({
      size: [5, 4],
      strides: [2, 3],
      // Of an odd number of rows the one more is below.
      pad: [1, 0],
    });
    expect(
      windowOf(layerOf('MaxPooling2D', [26, 26, 2], [13, 13, 2], { pool_size: [2, 2], strides: null })),
    ).toEqual({
      size: [2, 2],
      strides: [2, 2],
      pad: [0, 0],
    });
    expect(windowOf(layerOf('Dense', [4], [2]))).toBeNull();
  });

  test('places and positions are the same thing', () => {
    expect(positionOf([4, 5, 3], 38)).toEqual({ row: 2, column: 2, channel: 2 });
    for (const index of [0, 17, 59]) expect(indexOf([4, 5, 3], positionOf([4, 5, 3], index))).toBe(index);
    expect(positionOf([9], 7)).toEqual({ row: 0, column: 0, channel: 7 });
  });
});

describe('what a number depends on', () => {
  const plain = [
    layerOf('Conv2D', [28, 28, 1], [26, 26, 2], valid),
    layerOf('Conv2D', [26, 26, 2], [24, 24, 3], valid),
    layerOf('MaxPooling2D', [24, 24, 3], [12, 12, 3], {
      pool_size: [2, 2],
      strides: [2, 2],
      padding: 'valid',
    }),
    layerOf('Dropout', [12, 12, 3], [12, 12, 3]),
    layerOf('Flatten', [12, 12, 3], [432]),
    layerOf('Dense', [432], [10]),
  ];

  test('grows with every layer', () => {
    expect(receptiveField(plain, 0, at(plain[0], 4, 7, 1))).toEqual(box(4, 6, 7, 9));
    expect(receptiveField(plain, 1, at(plain[1], 4, 7, 2))).toEqual(box(4, 8, 7, 11));
    expect(receptiveField(plain, 2, at(plain[2], 4, 7, 2))).toEqual(box(8, 13, 14, 19));
    expect(receptiveField(plain, 3, at(plain[3], 4, 7, 2))).toEqual(box(8, 13, 14, 19));
    expect(receptiveField(plain, 4, at(plain[3], 4, 7, 2))).toEqual(box(8, 13, 14, 19));
    expect(receptiveField(plain, 5, 3)).toEqual(box(0, 27, 0, 27));
  });

  test('ends at the edge of the image', () => {
    const layers = [
      layerOf('Conv2D', [28, 28, 1], [28, 28, 2], same),
      layerOf('Conv2D', [28, 28, 2], [14, 14, 2], { ...same, strides: [2, 2] }),
    ];
    expect(receptiveField(layers, 0, at(layers[0], 0, 27))).toEqual(box(0, 1, 26, 27));
    // Of one row that is missing none is above.
    expect(receptiveField(layers, 1, at(layers[1], 0, 13))).toEqual(box(0, 3, 25, 27));
  });

  test('goes through what changes places', () => {
    const layers = [
      layerOf('Reshape', [784], [1, 28, 28], { target_shape: [1, 28, 28] }),
      layerOf('Permute', [1, 28, 28], [28, 28, 1], { dims: [2, 3, 1] }),
      layerOf('ZeroPadding2D', [28, 28, 1], [32, 31, 1], {
        padding: [
          [2, 2],
          [1, 2],
        ],
      }),
      layerOf('DepthwiseConv2D', [32, 31, 1], [30, 29, 2], valid),
    ];
    expect(receptiveField(layers, 1, at(layers[1], 9, 20))).toEqual(box(9, 9, 20, 20));
    expect(receptiveField(layers, 2, at(layers[2], 9, 20))).toEqual(box(7, 7, 19, 19));
    expect(receptiveField(layers, 2, 0)).toBeNull();
    expect(receptiveField(layers, 3, at(layers[3], 9, 20, 1))).toEqual(box(7, 9, 19, 21));
    const transposed = [layerOf('Permute', [28, 28, 1], [28, 28, 1], { dims: [2, 1, 3] })];
    expect(receptiveField(transposed, 0, at(transposed[0], 3, 11))).toEqual(box(11, 11, 3, 3));
  });

  test('is everything after a global layer, and of a softmax between units', () => {
    const pool = layerOf('GlobalAveragePooling2D', [28, 28, 1], [1]);
    expect(receptiveField([pool], 0, 0)).toEqual(box(0, 27, 0, 27));
    const flat = layerOf('Flatten', [28, 28, 1], [784]);
    const softmax = { ...layerOf('Activation', [784], [784]), activation: 'softmax' };
    expect(receptiveField([flat], 0, 30)).toEqual(box(1, 1, 2, 2));
    expect(receptiveField([flat, softmax], 1, 30)).toEqual(box(0, 27, 0, 27));
  });
});

const sumOf = (all: [index: number, value: number, weight: number][]): WeightedSum => ({
  inputs: Uint32Array.from(all, ([index]) => index),
  values: Float32Array.from(all, ([, value]) => value),
  weights: Float32Array.from(all, ([, , weight]) => weight),
  bias: 0,
  sum: 0,
  activation: 'linear',
  value: 0,
});

describe('how a number comes about', () => {
  test('a patch for each map that comes in, that which counts most first', () => {
    const layer = layerOf('Conv2D', [4, 4, 2], [4, 4, 1], { ...same, kernel_size: [3, 3] });
    const input = Float32Array.from({ length: 32 }, (_, i) => i);
    // Row 0, column 0: what is above and to the left is beyond the edge.
    const sum = sumOf([0, 1, 2, 3, 8, 9, 10, 11].map((index) => [index, index, index % 2 ? -1 : 0.5]));
    const patches = patchesOf({ place: { layer: 0, index: 0 }, layer, input, sum });
    expect(patches.map(({ channel, total }) => [channel, total])).toEqual([
      [1, -24],
      [0, 10],
    ]);
    expect([...patches[1].values]).toEqual([NaN, NaN, NaN, NaN, 0, 2, NaN, 8, 10]);
    expect([...patches[1].weights]).toEqual([0, 0, 0, 0, 0.5, 0.5, 0, 0.5, 0.5]);
    expect([...patches[1].products]).toEqual([0, 0, 0, 0, 0, 1, 0, 4, 5]);
  });

  test('a pooling layer sees only the map of its own', () => {
    const layer = layerOf('MaxPooling2D', [4, 4, 2], [2, 2, 2], {
      pool_size: [2, 2],
      strides: [2, 2],
      padding: 'valid',
    });
    const input = Float32Array.from({ length: 32 }, (_, i) => i);
    const [patch, ...others] = patchesOf({
      place: { layer: 0, index: 7 },
      layer,
      input,
      sum: sumOf([[31, 31, 1]]),
    });
    expect(others).toEqual([]);
    expect([patch.channel, ...patch.values, ...patch.weights]).toEqual([1, 21, 23, 29, 31, 0, 0, 0, 1]);
  });

  test('the strongest for and against, and what all others add up to', () => {
    const all = [3, -1, 0.5, -4, 2, 0, 1].map((weight, i): [number, number, number] => [i, 2, weight]);
    const { above, below, others } = partsOf(sumOf(all), 2);
    expect(above.map(({ index, product }) => [index, product])).toEqual([
      [0, 6],
      [4, 4],
    ]);
    expect(below.map(({ index, product }) => [index, product])).toEqual([
      [3, -8],
      [1, -2],
    ]);
    expect(others).toEqual({ count: 3, total: 3 });
  });

  test('the kernels of a map are those that it weighs its inputs with', () => {
    const values = Float32Array.from({ length: 2 * 2 * 3 * 5 }, (_, i) => i);
    const conv = layerOf('Conv2D', [4, 4, 3], [3, 3, 5]);
    const kernel = kernelOf(conv, undefined, [{ name: 'kernel', shape: [2, 2, 3, 5], values }], 4)!;
    expect(kernel.shape).toEqual([2, 2, 3]);
    expect([...kernel.values]).toEqual(Array.from({ length: 12 }, (_, i) => 5 * i + 4));
    const flat = layerOf('Flatten', [2, 2, 3], [12]);
    const dense = layerOf('Dense', [12], [5]);
    expect(kernelOf(dense, flat, [{ name: 'kernel', shape: [12, 5], values }], 4)).toEqual(kernel);
    expect(kernelOf(dense, dense, [{ name: 'kernel', shape: [12, 5], values }], 4)!.shape).toEqual([12]);
    expect(kernelOf(dense, dense, [{ name: 'bias', shape: [5], values }], 4)).toBeNull();
  });

  test('numbers have the decimals that they need', () => {
    expect([0.04, -0.3, 2, -150].map((value) => figure(value, decimalsFor([value])))).toEqual([
      '0.0400',
      '\u22120.300',
      '2.00',
      '\u2212150.0',
    ]);
    expect(figure(-0.001, 2)).toBe('0.00');
  });
});
