import { describe, expect, test } from 'vitest';
import { colourOf, isLight, paletteOf } from '../../web/inside/colours';
import { canvasOf, cellsOf, mapsOf, paint, strongest, tilingOf } from '../../web/inside/maps';
import { scaleFor } from '../../web/ui/scale';

describe('the layout of maps', () => {
  test('as many as fit into the rows that there are, all where no rows are set', () => {
    const maps = mapsOf([28, 28, 32]);
    const row = tilingOf(maps, { width: 500, side: 56, rows: 1 });
    expect([row.scale, row.columns, row.count]).toEqual([2, 8, 8]);
    expect(canvasOf(row)).toEqual({ width: 8 * 58 - 2, height: 56 });
    const all = tilingOf(maps, { width: 500, side: 56 });
    expect([all.columns, all.count]).toEqual([8, 32]);
    expect(canvasOf(all).height).toBe(4 * 58 - 2);
    // Never smaller than it is, and never no map at all.
    expect(tilingOf(mapsOf([200, 200, 3]), { width: 50, side: 56 })).toMatchObject({ scale: 1, columns: 1 });
  });

  test('units are cells that fill a row', () => {
    for (const units of [10, 128, 1568, 9216]) {
      const cells = cellsOf(units, 600, 56);
      expect(cells.count, String(units)).toBe(units);
      expect(canvasOf(cells).width, String(units)).toBeLessThanOrEqual(600);
      expect(canvasOf(cells).height, String(units)).toBeLessThanOrEqual(64);
    }
  });
});

test('a scale is a round number that nothing exceeds', () => {
  const of = (...values: number[]) => scaleFor(Float32Array.from(values));
  expect([of(0), of(1), of(-1.2, 0.3), of(4.9), of(5.1), of(0.021)]).toEqual([
    1,
    1,
    1.5,
    5,
    7,
    expect.closeTo(0.03),
  ]);
  expect(of(NaN, Infinity, 0.5)).toBeCloseTo(0.5);
  for (let i = 0; i < 1000; i++) {
    const value = 10 ** (8 * Math.random() - 4);
    expect(of(value)).toBeGreaterThanOrEqual(value * (1 - 1e-6));
    expect(of(value)).toBeLessThanOrEqual(2 * value);
  }
});

describe('painting', () => {
  /** Of -1 to 1 in five steps. */
  const palette = Uint32Array.of(1, 2, 3, 4, 5);

  test('each number is a square of its colour, map by map, and between them nothing is painted', () => {
    const tiling = { height: 1, width: 2, channels: 3, scale: 2, gap: 1, columns: 2, first: 0, count: 3 };
    expect(canvasOf(tiling)).toEqual({ width: 9, height: 5 });
    const pixels = new Uint32Array(45);
    paint(pixels, tiling, Float32Array.of(-2, 0, 2, -1, NaN, 1), 2, palette);
    const rows = [0, 1, 2, 3, 4].map((row) => [...pixels.subarray(9 * row, 9 * row + 9)]);
    expect(rows[0]).toEqual([1, 1, 2, 2, 0, 3, 3, 3, 3]);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2].slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(rows[3].slice(0, 4)).toEqual([5, 5, 4, 4]);
    expect(rows[3].slice(4)).toEqual([3, 3, 3, 3, 3]);
  });

  test('what exceeds the scale has the deepest colour, and without values all is nothing', () => {
    const tiling = { height: 1, width: 1, channels: 2, scale: 1, gap: 0, columns: 2, first: 0, count: 2 };
    const pixels = new Uint32Array(2);
    paint(pixels, tiling, Float32Array.of(-9, 9), 2, palette);
    expect([...pixels]).toEqual([1, 5]);
    paint(pixels, tiling, new Float32Array(), 2, palette);
    expect([...pixels]).toEqual([3, 3]);
  });

  test('some of the maps are painted by themselves', () => {
    const tiling = { height: 2, width: 1, channels: 3, scale: 1, gap: 0, columns: 1, first: 1, count: 1 };
    const pixels = new Uint32Array(2);
    paint(pixels, tiling, Float32Array.of(0, 2, 0, 0, -2, 0), 2, palette);
    expect([...pixels]).toEqual([5, 1]);
  });
});

test('the strongest map has the largest numbers, whatever their sign', () => {
  expect(strongest(Float32Array.of(1, -3, 2, 1, -3, 2), 3)).toBe(1);
});

test.for(['light', 'dark'] as const)(
  '%s: above and below differ as far as an eye without red or green can tell',
  (theme) => {
    const palette = paletteOf(theme);
    expect(palette.length % 2).toBe(1);
    expect(new Set(palette).size).toBeGreaterThan(200);
    const [above, below] = [colourOf(theme, 1), colourOf(theme, -1)];
    expect(Math.abs(above[2] - below[2])).toBeGreaterThan(100);
    expect(isLight(colourOf(theme, 0))).toBe(theme === 'light');
  },
);
