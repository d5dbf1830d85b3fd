import { expect, test } from 'vitest';
import type { Done, TrainingPlan } from '../../wasm/library/types';
import { divergedWords } from '../../web/workers/diverged';
import { atRate, atTenth, rateOf } from '../../web/state/rates';
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

test('a tenth of a rate, or of the height of a schedule', () => {
  const plan = (learning_rate: unknown): TrainingPlan => ({
    model: {},
    training: { optimizer: { class_name: 'SGD', config: { learning_rate, momentum: 0.9 } } },
    seed: 1,
  });
  const schedule = (class_name: string, config: object) => ({ class_name, config });
  expect(atTenth(plan(0.3))).toEqual(plan(0.03));
  expect(atTenth(plan(schedule('OneCycle', { max_learning_rate: 50, pct_start: 0.3 })))).toEqual(
    plan(schedule('OneCycle', { max_learning_rate: 5, pct_start: 0.3 })),
  );
  const steps = schedule('PiecewiseConstantDecay', { boundaries: [5], values: [2, 0.2] });
  expect(rateOf(plan(steps))).toBe(2);
  expect(rateOf(atTenth(plan(steps)))).toBe(0.2);
  expect(atRate(plan(steps), 7)).toEqual(plan(7));
});

test('a number is read whole or not at all', () => {
  const field = { name: 'epochs', type: 'integer', least: 1, most: 20_000 } as const;
  expect(readNumber('12', field, 'Epochs')).toBe(12);
  for (const wrong of ['', ' ', '0', '1.5', '12x', 'NaN', 'Infinity', '20001'])
    expect(readNumber(wrong, field, 'Epochs')).toBe('Epochs must be a whole number from 1 to 20,000.');
});
