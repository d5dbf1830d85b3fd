import { expect, test } from 'vitest';
import { fromLines, readStrokes } from '../../web/drawings/stroke_file';

const line = (strokes: number[][]) => JSON.stringify({ strokes, label: '7' });

test('a stroke file is read line by line, and of no more than the command line reads', async () => {
  expect(await fromLines('a.jsonl', `${line([[1, 2]])}\n\n${line([])}`)).toHaveLength(2);
  const refused = (text: string, words: string) =>
    expect(fromLines('a.jsonl', text)).rejects.toThrow(`a.jsonl, line 1: ${words}`);
  const most = 'a drawing may have 10,000 strokes and 100,000 points';
  await refused(line(Array<number[]>(10_001).fill([1, 2])), most);
  await refused(line([Array<number>(200_002).fill(1)]), most);
  await refused('['.repeat(5 << 20), 'longer than 4 MiB');
});

test('a file that is too large is not read at all', () =>
  expect(readStrokes(new File([new Uint8Array(2 ** 26 + 1)], 'a.jsonl'))).rejects.toThrow(
    'a.jsonl is larger than 64 MiB',
  ));

test('what is wrong stands in the line that is named, blank lines counted', () =>
  expect(fromLines('a.jsonl', `${line([])}\n\n\nnone`)).rejects.toThrow('a.jsonl, line 4: not a drawing'));

test('a large file holds nothing else up', async () => {
  let turns = 0;
  const other = new MessageChannel();
  other.port1.onmessage = () => {
    turns += 1;
    other.port2.postMessage(null);
  };
  other.port2.postMessage(null);
  await fromLines('a.jsonl', `${line([Array<number>(60).fill(1)])}\n`.repeat(30_000));
  other.port1.close();
  expect(turns).toBeGreaterThan(2);
});

test('a label is as short and plain as any name from outside', async () => {
  const text = JSON.stringify({ strokes: [], label: `7\n${'x'.repeat(99)}` });
  const [{ label }] = await fromLines('a.jsonl', text);
  expect(label).toHaveLength(80);
  expect(label).toMatch(/^7 x+…x+$/);
});
