import { expect, test } from 'vitest';
import { type Point, type Stroke } from '../../web/state/drawing';
import { ERASER, touched } from '../../web/app/pad/eraser';
import { Palm } from '../../web/app/pad/palm';
import { WIDTH } from '../../web/state/pen';

const point = (x: number, y: number): Point => ({ x, y, t: 0, pressure: 0.5 });
const line: Stroke = [point(100, 100), point(900, 100)];
const dot: Stroke = [point(500, 500)];
const drawing = [line, dot];
const at = (x: number, y: number) => touched(drawing, { x, y }, { x, y });

test('the eraser takes the strokes whose ink it touches, between their points too', () => {
  const reach = ERASER + WIDTH / 2;
  expect(at(450, 100)).toEqual([line]);
  expect(at(450, 100 + reach - 1)).toEqual([line]);
  expect(at(450, 100 + reach + 1)).toEqual([]);
  expect(at(900 + reach - 1, 100)).toEqual([line]);
  expect(at(900 + reach + 1, 100)).toEqual([]);
  expect(at(500 - reach + 1, 500)).toEqual([dot]);
});

test('a quick eraser misses nothing on its way', () => {
  expect(touched(drawing, { x: 300, y: 0 }, { x: 300, y: 1000 })).toEqual([line]);
  expect(touched(drawing, { x: 500, y: 0 }, { x: 500, y: 1000 })).toEqual([line, dot]);
  expect(touched(drawing, { x: 0, y: 300 }, { x: 1000, y: 300 })).toEqual([]);
});

test('touches just before a pen and just after it are those of the hand that holds it', () => {
  const palm = new Palm();
  expect(palm.touchesAt(0)).toBe(false);
  palm.left(line, 1000);
  palm.left(dot, 9000);
  expect(palm.marksBefore(9500)).toEqual([dot]);
  expect(palm.marksBefore(9600)).toEqual([]);
  palm.sawPen(9600);
  expect(palm.touchesAt(10_000)).toBe(true);
  expect(palm.touchesAt(20_000)).toBe(false);
  palm.left(line, 20_000);
  expect(palm.marksBefore(30_000)).toEqual([]);
});
