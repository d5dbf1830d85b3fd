import { expect, test } from 'vitest';
import type { BatchEnd } from '../../wasm/library/types';
import { MEAN_BATCHES, MovingMean } from '../../web/workers/moving_mean';

/** Events of a run whose batches have these losses, and as many right: means over each epoch so far. */
function* events(losses: number[], batches: number, images = 128): Generator<BatchEnd> {
  let [loss_sum, right] = [0, 0];
  for (const [i, loss] of losses.entries()) {
    const batch = (i % batches) + 1;
    if (batch === 1) [loss_sum, right] = [0, 0];
    loss_sum += loss * images;
    right += (1 - loss) * images;
    const seen = batch * images;
    yield {
      event: 'batch',
      epoch: Math.floor(i / batches) + 1,
      epochs: 9,
      batch,
      batches,
      images: seen,
      learning_rate: 0.1,
      loss: loss_sum / seen,
      accuracy: right / seen,
    };
  }
}
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const falling = Array.from({ length: 200 }, (_, i) => 1 / (1 + i));

test('is the mean of the last batches, across the ends of epochs', () => {
  const moving = new MovingMean();
  let told = 0;
  for (const event of events(falling, 60)) {
    told += 1;
    const { loss, accuracy } = moving.add(event)!;
    const wanted = mean(falling.slice(Math.max(0, told - MEAN_BATCHES), told));
    expect(loss).toBeCloseTo(wanted, 9);
    expect(accuracy).toBeCloseTo(1 - wanted, 9);
  }
});

test('does not jump where an epoch ends, as the mean of the epoch does', () => {
  const all = [...events(falling, 60)];
  const moving = new MovingMean();
  const means = all.map((event) => moving.add(event)!.loss);
  const jump = (values: number[]) => Math.abs(values[60] - values[59]);
  expect(jump(all.map(({ loss }) => loss))).toBeGreaterThan(20 * jump(means));
});

test('holds as well where only every seventh batch is told of', () => {
  const moving = new MovingMean();
  const seventh = [...events(falling, 70)].filter(({ batch }) => batch % 7 === 0);
  const last = seventh.map((event) => moving.add(event)!).at(-1)!;
  // 56 are eight times seven, the least that are 50.
  expect(last.loss).toBeCloseTo(mean(falling.slice(140, 196)), 9);
});

test('goes on after what is known of a run already, and is silent where nothing is new', () => {
  const all = [...events(falling, 200)];
  const moving = new MovingMean(all[99]);
  expect(moving.add(all[109])!.loss).toBeCloseTo(mean(falling.slice(100, 110)), 9);
  expect(moving.add({ ...all[109], event: 'validation' })).toBeNull();
});

test('a run without accuracy has none', () => {
  const [event] = events([0.5], 1);
  expect(new MovingMean().add({ ...event, accuracy: undefined })!.accuracy).toBeNull();
});
