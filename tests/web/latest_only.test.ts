import { expect, test } from 'vitest';
import { latestOnly } from '../../web/workers/latest_only';

test('one job at a time, and of those that wait only the newest is run', async () => {
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const ask = latestOnly((input: number) => {
    started.push(input);
    return new Promise<void>((done) => finish.push(done));
  });
  const settle = () => new Promise((done) => setTimeout(done));

  for (const input of [1, 2, 3, 4]) ask(input);
  expect(started).toEqual([1]);
  finish[0]();
  await settle();
  expect(started).toEqual([1, 4]);
  finish[1]();
  await settle();
  expect(started).toEqual([1, 4]);
  ask(5);
  expect(started).toEqual([1, 4, 5]);
});
