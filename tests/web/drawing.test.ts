import { describe, expect, test } from 'vitest';
import {
  add,
  BLANK,
  clamped,
  keep,
  coordinates,
  type Point,
  redo,
  SIDE,
  STEPS,
  undo,
  WIDE,
} from '../../web/state/drawing';

const point = (x: number, y: number): Point => ({ x, y, t: 0, pressure: 0.5 });
const one = [point(1, 2), point(3, 4)];
const two = [point(5, 6)];

describe('history of a drawing', () => {
  const drawn = add(add(BLANK, one), two);

  test('undo and redo walk the same path', () => {
    expect(undo(drawn).present).toEqual([one]);
    expect(undo(undo(drawn)).present).toEqual([]);
    expect(redo(undo(drawn))).toEqual(drawn);
    expect(redo(redo(undo(undo(drawn))))).toEqual(drawn);
  });

  test('the ends of the path are quiet', () => {
    expect(undo(BLANK)).toBe(BLANK);
    expect(redo(drawn)).toBe(drawn);
  });

  test('what is erased comes back by undo, and an empty drawing has nothing to erase', () => {
    expect(keep(drawn, []).present).toEqual([]);
    expect(undo(keep(drawn, [])).present).toEqual([one, two]);
    expect(keep(BLANK, [])).toBe(BLANK);
  });

  test('a new stroke after undo forgets what was undone', () => {
    const other = add(undo(drawn), [point(9, 9)]);
    expect(redo(other)).toBe(other);
    expect(undo(other).present).toEqual([one]);
  });

  test('what can be undone is bounded, and the drawing is not', () => {
    let history = BLANK;
    for (let i = 0; i < STEPS + 100; i++) history = add(history, two);
    expect([history.past.length, history.present.length]).toEqual([STEPS, STEPS + 100]);
    while (undo(history) !== history) history = undo(history);
    expect(history.present.length).toBe(100);
    expect(history.future.length).toBe(STEPS);
  });

  test('a history is never changed in place', () => {
    const before = structuredClone(drawn);
    undo(drawn);
    keep(drawn, [two]);
    add(drawn, one);
    expect(drawn).toEqual(before);
  });
});

test('the engine gets flat coordinates, a list a stroke', () => {
  expect(coordinates([one, two])).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
});

test('points beside the pad are drawn at its edge', () => {
  expect(clamped(-3, 1200, SIDE)).toEqual({ x: 0, y: 1000 });
  expect(clamped(1200, -3, SIDE)).toEqual({ x: 1000, y: 0 });
  expect(clamped(1200, 5, WIDE)).toEqual({ x: 1200, y: 5 });
});
