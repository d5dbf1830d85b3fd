import { beforeEach, describe, expect, test } from 'vitest';
import { type Point, SIDE, WIDE } from '../../web/state/drawing';
import { type Change, Sketch } from '../../web/state/sketch';

const point = (x: number, y = 0): Point => ({ x, y, t: 0, pressure: 0.5 });

describe('the stroke under the pen', () => {
  let sketch: Sketch;
  let changes: Change[];
  beforeEach(() => {
    sketch = new Sketch();
    changes = [];
    sketch.subscribe((change) => changes.push(change));
  });

  test('is part of the drawing while it grows', () => {
    sketch.begin(point(0));
    sketch.extend([point(10), point(20)]);
    expect(sketch.strokes).toEqual([[point(0), point(10), point(20)]]);
    expect(changes).toEqual(['ink', 'ink']);
    sketch.end();
    expect(sketch.strokes).toEqual([[point(0), point(10), point(20)]]);
    expect(sketch.live).toBeNull();
  });

  test('drops points that lie on the last one, and keeps a dot', () => {
    sketch.begin(point(0));
    sketch.extend([point(0.5), point(0.9)]);
    sketch.end();
    expect(sketch.strokes).toEqual([[point(0)]]);
    expect(changes).toEqual(['ink', 'drawing']);
  });

  test('leaves no trace when it is cancelled', () => {
    sketch.begin(point(0));
    sketch.cancel();
    expect(sketch.isEmpty).toBe(true);
    expect(sketch.canUndo).toBe(false);
  });

  test('is what undo takes first, and it does not come back', () => {
    sketch.begin(point(0));
    sketch.end();
    sketch.begin(point(50));
    sketch.undo();
    expect(sketch.strokes).toEqual([[point(0)]]);
    expect(sketch.canRedo).toBe(false);
  });

  test('is finished by clear, so that undo brings it back', () => {
    sketch.begin(point(0));
    sketch.clear();
    expect(sketch.isEmpty).toBe(true);
    sketch.undo();
    expect(sketch.strokes).toEqual([[point(0)]]);
  });

  test('stray points and ends without a stroke do nothing', () => {
    sketch.extend([point(1)]);
    sketch.end();
    sketch.cancel();
    sketch.undo();
    sketch.redo();
    sketch.clear();
    expect(changes).toEqual([]);
  });
});

describe('the eraser', () => {
  const sketchOf = (...xs: number[]) => {
    const sketch = new Sketch();
    for (const x of xs) {
      sketch.begin(point(x));
      sketch.end();
    }
    return sketch;
  };

  test('takes strokes away, which come back by one undo', () => {
    const sketch = sketchOf(0, 50, 100);
    const [first, second, third] = sketch.finished;
    sketch.erase([first]);
    sketch.erase([]);
    sketch.erase([third]);
    expect(sketch.strokes).toEqual([second]);
    expect([sketch.isDown, sketch.canRedo]).toEqual([true, false]);
    sketch.end();
    expect([sketch.isDown, sketch.strokes]).toEqual([false, [second]]);
    sketch.undo();
    expect(sketch.strokes).toEqual([first, second, third]);
    sketch.redo();
    expect(sketch.strokes).toEqual([second]);
  });

  test('leaves no step of undo where it touched nothing, or was cancelled', () => {
    const sketch = sketchOf(0);
    sketch.erase([]);
    sketch.end();
    sketch.erase(sketch.finished);
    sketch.cancel();
    expect(sketch.strokes).toEqual([[point(0)]]);
    sketch.undo();
    expect(sketch.isEmpty).toBe(true);
  });

  test('leaves a stroke that was begun before it', () => {
    const sketch = sketchOf(0);
    sketch.begin(point(50));
    sketch.erase(sketch.finished);
    sketch.end();
    expect(sketch.strokes).toEqual([[point(50)]]);
  });
});

describe('an image on the pad', () => {
  const image = new Float32Array(28 * 28).fill(0.5);
  test('takes the place of strokes, which come back by undo', () => {
    const sketch = new Sketch();
    sketch.begin(point(0));
    sketch.end();
    sketch.open(image);
    expect(sketch.strokes).toEqual([]);
    expect(sketch.image).toBe(image);
    expect([sketch.isEmpty, sketch.canUndo]).toEqual([false, true]);
    sketch.undo();
    expect(sketch.image).toBeNull();
    expect(sketch.strokes).toEqual([[point(0)]]);
    sketch.undo();
    expect(sketch.isEmpty).toBe(true);
  });

  test('makes way for a stroke, and for clear', () => {
    const sketch = new Sketch();
    sketch.open(image);
    sketch.begin(point(0));
    expect(sketch.image).toBeNull();
    sketch.open(image);
    sketch.clear();
    expect([sketch.image, sketch.isEmpty]).toEqual([null, true]);
  });
});

test('the pad is as wide as asked for, and as what is drawn', () => {
  const sketch = new Sketch();
  expect(sketch.width).toBe(SIDE);
  sketch.widen(true);
  expect(sketch.width).toBe(WIDE);
  sketch.begin(point(SIDE + 1));
  sketch.end();
  sketch.widen(false);
  expect(sketch.width).toBe(WIDE);
  sketch.clear();
  expect(sketch.width).toBe(SIDE);
});
