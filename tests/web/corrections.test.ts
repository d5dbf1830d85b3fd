import { beforeEach, expect, test } from 'vitest';
import type { Character } from '../../wasm/library/types';
import { Corrections } from '../../web/draw/corrections';
import type { Stroke } from '../../web/state/drawing';
import { myDrawings } from '../../web/state/my_drawings';

const stroke = (x: number): Stroke => [{ x, y: 1, t: 0, pressure: 0.5 }];
const read = (label: string, strokes: number[]): Character => ({
  label,
  confidence: 0.6,
  probabilities: [0.4, 0.6],
  rejected: true,
  strokes,
  box: [0, 0, 1, 1],
});
const drawing = [stroke(1), stroke(2), stroke(3)];
const characters = [read('1', [0, 2]), read('1', [1])];
const kept = () => myDrawings.value.map(({ label, strokes }) => ({ label, strokes }));

beforeEach(() => {
  myDrawings.value = [];
});

test('without a correction a character is as it was read', () => {
  const [first] = new Corrections().apply(characters, drawing);
  expect(first).toEqual({ ...characters[0], strokes: [drawing[0], drawing[2]], said: false });
});

test('what is said goes for its strokes alone, and they are kept', () => {
  const corrections = new Corrections();
  corrections.say([drawing[0], drawing[2]], '4');
  const [first, second] = corrections.apply(characters, drawing);
  expect(first).toMatchObject({ label: '4', confidence: 1, rejected: false, said: true });
  expect(second).toMatchObject({ label: '1', said: false });
  expect(kept()).toEqual([
    {
      label: '4',
      strokes: [
        [1, 1],
        [3, 1],
      ],
    },
  ]);
});

test('another word takes the place of the first, and both can be taken back', () => {
  const corrections = new Corrections();
  expect(corrections.say([drawing[1]], '4')).toBeUndefined();
  expect(corrections.say([drawing[1]], '9')).toBe('4');
  expect(kept()).toEqual([{ label: '9', strokes: [[2, 1]] }]);
  corrections.say([drawing[1]], undefined);
  expect(kept()).toEqual([]);
  expect(corrections.apply(characters, drawing)[1].said).toBe(false);
});

test('it holds wherever the same strokes are, and not for a character with more', () => {
  const corrections = new Corrections();
  corrections.say([drawing[1]], '4');
  expect(corrections.apply([read('1', [0])], [drawing[1]])[0].label).toBe('4');
  expect(corrections.apply([read('1', [0, 1])], drawing)[0].said).toBe(false);
});
