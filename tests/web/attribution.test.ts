import { expect, test } from 'vitest';
import { inkChange, strongestParts } from '../../web/inside/attribution';

const SIDE = 28;
const image = (...pixels: [row: number, column: number, value: number][]) => {
  const values = new Float32Array(SIDE * SIDE);
  for (const [row, column, value] of pixels) values[row * SIDE + column] = value;
  return values;
};

test('the part of an image that speaks most for a class is found, and the one most against it', () => {
  const parts = strongestParts(image([5, 20, 3], [14, 14, 1], [22, 6, -2]));
  expect(parts).toEqual({ for: [{ part: 2, share: 0.75 }], against: [{ part: 6, share: 1 }] });
});

test('two parts are named where the second is about as strong', () => {
  const { for: some } = strongestParts(image([5, 14, 2], [22, 14, 1.5], [14, 14, 0.5]));
  expect(some).toEqual([
    { part: 1, share: 0.5 },
    { part: 7, share: 0.375 },
  ]);
});

test('what lies in the border counts with the part beside it', () => {
  const { for: some } = strongestParts(image([0, 0, 1], [27, 27, 0.5]));
  expect(some).toEqual([{ part: 0, share: 1 / 1.5 }]);
});

test('pixels of a part that disagree take from each other', () => {
  expect(strongestParts(image([14, 14, 1], [14, 15, -1]))).toEqual({ for: [], against: [] });
});

test('next to nothing against a class is nothing, and nothing at all has no parts', () => {
  expect(strongestParts(image([14, 14, 1], [5, 5, -0.01])).against).toEqual([]);
  expect(strongestParts(image())).toEqual({ for: [], against: [] });
  expect(strongestParts(image([5, 5, -0.01])).against).toEqual([{ part: 0, share: 1 }]);
});

test('ink that comes and goes is told as shares of the ink before', () => {
  const before = image([5, 5, 1], [6, 6, 1]);
  const { added, removed } = inkChange(before, image([5, 5, 0.5], [6, 6, 1], [7, 7, 1]));
  expect([added, removed]).toEqual([0.5, 0.25]);
  expect(inkChange(image(), image([1, 1, 1]))).toEqual({ added: 0, removed: 0 });
});
