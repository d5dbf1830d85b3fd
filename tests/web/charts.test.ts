import { describe, expect, test } from 'vitest';
import { lastFilled, rowsOf } from '../../web/ui/charts/rows';
import { logarithmic, nearOne, rangeOf, type Scale, ticksIn } from '../../web/ui/charts/scales';

const around = (scale: Scale, low: number, high: number) =>
  rangeOf(scale, scale.place(low), scale.place(high));

describe('an axis for what is near 1', () => {
  test('has room for the last percent', () => {
    const [from, to] = around(nearOne, 0.1, 0.995);
    const share = (value: number) => (nearOne.place(value) - from) / (to - from);
    expect(share(0.991) - share(0.984)).toBeGreaterThan(0.1);
    expect(share(1)).toBeGreaterThanOrEqual(1);
  });

  test('has lines at values that people know, within what is shown, and not too many', () => {
    const values = ([low, high]: [number, number]) =>
      ticksIn(nearOne, low, high, 7).map((place) => Number(nearOne.value(place).toFixed(6)));
    expect(values(around(nearOne, 0.97, 0.992))).toEqual([0.95, 0.98, 0.99, 0.995]);
    expect(values(around(nearOne, 0.1, 1))).toEqual([0, 0.9, 0.99, 0.999, 0.9999]);
  });

  test('has a range also for a single value, and for the last of all', () => {
    for (const value of [0, 0.5, 0.98, 1]) {
      const [from, to] = around(nearOne, value, value);
      expect(to).toBeGreaterThan(from);
    }
  });
});

test('a loss of 0 has a place on the logarithmic axis', () => {
  const [from, to] = around(logarithmic, 0, 2.3);
  expect(logarithmic.value(from)).toBeCloseTo(1e-7, 12);
  expect(logarithmic.value(to)).toBeCloseTo(5, 9);
});

describe('a chart as a table', () => {
  test('has all rows of a short one', () => {
    expect(rowsOf([0.3, 0.5], [[1, null]])).toEqual([
      { place: 0, values: [1] },
      { place: 1, values: [null] },
    ]);
    expect(rowsOf([], [])).toEqual([]);
  });

  test('has some thirty rows of a long one, each with the last that is known of its part', () => {
    const x = Array.from({ length: 1200 }, (_, i) => (i + 1) / 400);
    const rows = rowsOf(x, [x, x.map((at) => (Number.isInteger(at) ? at : null))]);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThanOrEqual(31);
    // The end of an epoch ends a row.
    for (const epoch of [1, 2, 3])
      expect(rows.find(({ place }) => x[place] === epoch)?.values).toEqual([epoch, epoch]);
    expect(rows[0].values[1]).toBeNull();
  });
});

test('the last value is found where there is one', () => {
  expect(lastFilled([null, 2, null, null], 3)).toBe(1);
  expect(lastFilled([null, null], 1)).toBe(1);
});
