import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromLines } from '../../web/drawings/stroke_file';
import * as page from '../../web/data/unpacked';
import * as library from '../../wasm/library/containers/limits';

const header = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

test('the page and the command line take as many drawings of a file, and as much of each', async () => {
  const core = header('ink/strokes.h');
  for (const limit of ["kMaxDrawings = 100'000", "kMaxStrokes = 10'000", "kMaxPoints = 100'000"])
    expect(core).toContain(limit);
  expect(core).toContain('kLongestLine = std::size_t{4} << 20');
  const drawing = (strokes: number) => JSON.stringify({ strokes: Array(strokes).fill([0, 0]), label: 1 });
  const refused = (text: string, words: string) => expect(fromLines('a', text)).rejects.toThrow(words);
  expect(await fromLines('a', drawing(10_000))).toHaveLength(1);
  await refused(drawing(10_001), '10,000 strokes and 100,000 points');
  await refused(' '.repeat(2 ** 22) + drawing(1), 'longer than 4 MiB');
  await refused(`${drawing(1)}\n`.repeat(100_001), 'more than 100,000 drawings');
});

test('the page, the library and the command line take as much of a file', () => {
  const core = header('data/unpacked.h');
  expect(core).toContain('kMaxUnpacked = std::size_t{1} << 30');
  expect(page.MOST_BYTES).toBe(2 ** 30);
  expect(core).toContain("kMaxFiles = 200'000");
  expect(page.MOST_FILES).toBe(200_000);
  for (const { mostUnpacked } of [page, library]) {
    const most = [0, 5, 6, 35, 100].map((mebibytes) => mostUnpacked(mebibytes * 2 ** 20) / 2 ** 20);
    expect(most).toEqual([64, 64, 96, 1024, 1024]);
  }
});
