import { expect, test } from 'vitest';
import { fromLines } from '../../web/drawings/stroke_file';

const line = (strokes: number[][]) => JSON.stringify({ strokes, label: '7' });

test('a stroke file is read line by line, and of no more than the command line reads', () => {
  expect(fromLines('a.jsonl', `${line([[1, 2]])}\n\n${line([])}`)).toHaveLength(2);
  const words = 'a.jsonl, line 1: a drawing may have 10,000 strokes and 100,000 points';
  expect(() => fromLines('a.jsonl', line(Array<number[]>(10_001).fill([1, 2])))).toThrow(words);
  expect(() => fromLines('a.jsonl', line([Array<number>(200_002).fill(1)]))).toThrow(words);
  expect(() => fromLines('a.jsonl', '['.repeat(5 << 20))).toThrow('a.jsonl, line 1: longer than 4 MiB');
});

test('a label is as short and plain as any name from outside', () => {
  const [{ label }] = fromLines('a.jsonl', JSON.stringify({ strokes: [], label: `7\n${'x'.repeat(99)}` }));
  expect(label).toHaveLength(80);
  expect(label).toMatch(/^7 x+…x+$/);
});
