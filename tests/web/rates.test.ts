import { expect, test } from 'vitest';
import type { Done, Kind, TrainingPlan } from '../../wasm/library/types';
import { divergedWords } from '../../web/workers/diverged';
import { atRate, atTenth, rateOf, rateWith, scheduleNames } from '../../web/state/rates';
import { readNumber } from '../../web/ui/range';

const done = (where: object): Done => ({ event: 'done', weights_hash: '', seconds: 0, ...where });

test('a run that diverged is told by its place, its rate and what is kept', () => {
  expect(divergedWords(done({ epoch: 1, batch: 3 }), 50)).toBe(
    'Stopped at batch 3: the loss is no longer a number, so the learning rate 50 is too high. The network as it was at batch 2 is kept.',
  );
  expect(divergedWords(done({ epoch: 2, batch: 1 }), 0.123456)).toBe(
    'Stopped at batch 1 of epoch 2: the loss is no longer a number, so the learning rate 0.123 is too high. The network as it was before is kept.',
  );
});

const field = (name: string, more: object) => ({ name, type: 'number', ...more }) as Kind['fields'][number];

/** As the catalogue of the engine has them. */
const schedules: Kind[] = [
  {
    class_name: 'OneCycle',
    fields: [
      field('max_learning_rate', { grows_with: 'rate', suggested: 1 }),
      field('pct_start', { default: 0.3 }),
    ],
  },
  {
    class_name: 'PiecewiseConstantDecay',
    fields: [
      field('boundaries', { type: 'json', grows_with: 'steps', suggested: [0.5, 0.75] }),
      field('values', { type: 'json', grows_with: 'rate', suggested: [1, 0.1, 0.01] }),
    ],
  },
  {
    class_name: 'LinearWarmup',
    fields: [
      field('warmup_steps', { grows_with: 'steps', suggested: 0.1 }),
      field('learning_rate', { type: 'json', grows_with: 'rate', suggested: 1 }),
    ],
  },
];

test('a schedule is set up as the engine suggests', () => {
  expect(scheduleNames(schedules)).toEqual([
    'constant',
    'OneCycle',
    'PiecewiseConstantDecay',
    'LinearWarmup',
  ]);
  expect(rateWith(schedules, 'constant', 0.3, 100)).toBe(0.3);
  expect(rateWith(schedules, 'OneCycle', 0.3, 100)).toEqual({
    class_name: 'OneCycle',
    config: { max_learning_rate: 0.3 },
  });
  const piecewise = (steps: number) => rateWith(schedules, 'PiecewiseConstantDecay', 0.3, steps);
  expect(piecewise(1875)).toEqual({
    class_name: 'PiecewiseConstantDecay',
    config: { boundaries: [938, 1406], values: [0.3, 0.03, 0.003] },
  });
  expect(piecewise(1)).toMatchObject({ config: { boundaries: [1, 2] } });
  expect(rateWith(schedules, 'LinearWarmup', 1, 3)).toMatchObject({ config: { warmup_steps: 1 } });
});

test('a tenth of a rate, or of the height of a schedule', () => {
  const plan = (learning_rate: unknown): TrainingPlan => ({
    model: {},
    training: { optimizer: { class_name: 'SGD', config: { learning_rate, momentum: 0.9 } } },
    seed: 1,
  });
  const schedule = (class_name: string, config: object) => ({ class_name, config });
  expect(atTenth(plan(0.3), schedules)).toEqual(plan(0.03));
  expect(atTenth(plan(schedule('OneCycle', { max_learning_rate: 50, pct_start: 0.3 })), schedules)).toEqual(
    plan(schedule('OneCycle', { max_learning_rate: 5, pct_start: 0.3 })),
  );
  const steps = schedule('PiecewiseConstantDecay', { boundaries: [5], values: [2, 0.2] });
  expect(rateOf(plan(steps), schedules)).toBe(2);
  expect(rateOf(atTenth(plan(steps), schedules), schedules)).toBe(0.2);
  const nested = schedule('LinearWarmup', { warmup_steps: 9, learning_rate: steps });
  expect(rateOf(plan(nested), schedules)).toBe(2);
  expect(atTenth(plan(nested), schedules)).toEqual(
    plan(
      schedule('LinearWarmup', {
        warmup_steps: 9,
        learning_rate: schedule('PiecewiseConstantDecay', { boundaries: [5], values: [0.2, 0.02] }),
      }),
    ),
  );
  expect(atRate(plan(steps), 7)).toEqual(plan(7));
});

test('a number is read whole or not at all', () => {
  const field = { name: 'epochs', type: 'integer', least: 1, most: 20_000 } as const;
  expect(readNumber('12', field, 'Epochs')).toBe(12);
  for (const wrong of ['', ' ', '0', '1.5', '12x', 'NaN', 'Infinity', '20001'])
    expect(readNumber(wrong, field, 'Epochs')).toBe('Epochs must be a whole number from 1 to 20,000.');
});
