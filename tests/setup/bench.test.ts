import { expect, it } from 'vitest';
import { networks } from '../bench/networks.mjs';
import { race } from '../bench/race.mjs';
import { rows } from '../bench/report.mjs';

/** Does that many images a second, whatever the time. */
const contender = (name: string, threads: number, speeds: number[]) => {
  const left = [...speeds];
  const round = (ms: number) => Promise.resolve({ images: ms === 1 ? 0 : left.shift()!, seconds: 1 });
  return { name, threads, start: () => Promise.resolve({ round, close: () => Promise.resolve() }) };
};

it('compares round by round, and leaves out who does not start', async () => {
  const broken = { name: 'Broken', threads: 1, start: () => Promise.reject(new Error('no such library')) };
  const result = await race(
    'work',
    [
      contender('Inkling', 1, [100, 50, 120]),
      contender('Inkling', 2, [200, 90, 180]),
      contender('Peer', 1, [50, 20, 100]),
      broken,
    ],
    { rounds: 3, round_ms: 10 },
  );
  expect(result.missing).toEqual([{ name: 'Broken', threads: 1, reason: 'no such library' }]);
  expect(rows(result)).toEqual([
    ['work', 1, '100', 'Peer', '50.0', '**2.00 (1.20 to 2.50)**'],
    ['work', '2 over 1', '180', 'Inkling', '100', '**1.80 (1.50 to 2.00)**'],
  ]);
});

it('knows what the peers have to build, and what that costs', () => {
  const { operations, training_flop } = networks['keras-simple'];
  const shapes = operations as { type: string; output: number[] }[];
  expect(shapes.map(({ type, output }) => [type, output])).toEqual([
    ['conv', [26, 26, 32]],
    ['relu', [26, 26, 32]],
    ['conv', [24, 24, 64]],
    ['relu', [24, 24, 64]],
    ['pool', [12, 12, 64]],
    ['dropout', [12, 12, 64]],
    ['flatten', [9216]],
    ['dense', [128]],
    ['relu', [128]],
    ['dropout', [128]],
    ['dense', [10]],
  ]);
  const products = [676 * 9 * 32, 576 * 288 * 64, 9216 * 128, 128 * 10];
  const forward = products.reduce((a, b) => a + b);
  expect(training_flop).toBe(2 * (3 * forward - products[0]));
});
