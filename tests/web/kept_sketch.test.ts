import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Point } from '../../web/state/drawing';
import { keepSketch } from '../../web/draw/kept_sketch';
import { Sketch } from '../../web/state/sketch';

const point = (x: number): Point => ({ x, y: 2 * x, t: x, pressure: 0.5 });
const KEY = 'inkling-drawing';

let storage: Map<string, string>;
beforeEach(() => {
  storage = new Map();
  const sessionStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  };
  vi.stubGlobal('window', { sessionStorage });
});
afterEach(() => vi.unstubAllGlobals());

const opened = () => {
  const sketch = new Sketch();
  keepSketch(sketch);
  return sketch;
};

test('a drawing is there again, with its undo, and a cleared pad stays clear', () => {
  const sketch = opened();
  for (const start of [0, 100]) {
    sketch.begin(point(start));
    sketch.extend([point(start + 10), point(start + 20)]);
    sketch.end();
  }
  const again = opened();
  expect(again.finished).toEqual(sketch.finished);
  again.undo();
  expect(again.finished).toHaveLength(1);
  expect(opened().finished).toHaveLength(1);
  again.clear();
  expect(opened().isEmpty).toBe(true);
});

test.each(['', '{', '7', '[[]]', '[[{"x":1}]]', '[[null]]', '[[{"x":1,"y":"a","t":0,"pressure":1}]]'])(
  'what is no drawing is left alone: %s',
  (text) => {
    storage.set(KEY, text);
    expect(opened().isEmpty).toBe(true);
  },
);

test('where storage is denied, drawing goes on', () => {
  vi.stubGlobal('window', {
    get sessionStorage(): never {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const sketch = opened();
  sketch.begin(point(0));
  sketch.end();
  expect(sketch.finished).toHaveLength(1);
});
