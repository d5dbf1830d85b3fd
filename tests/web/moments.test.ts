import { beforeEach, expect, test, vi } from 'vitest';
import type { Moment, MomentFile, SavedMoments } from '../../web/state/database';
import { Moments } from '../../web/workers/moments';

/** What the browser keeps, which takes a while to write, and now and then cannot. */
const stored = { moments: [] as readonly Moment[], files: new Set<string>(), failing: false };
vi.mock('../../web/state/database', () => ({
  database: {
    async putMoments({ moments }: SavedMoments, files: readonly MomentFile[], gone: readonly string[]) {
      const { failing } = stored;
      await new Promise((resolve) => setTimeout(resolve, 3));
      if (failing) throw new Error('full');
      for (const { id } of files) stored.files.add(id);
      for (const id of gone) stored.files.delete(id);
      stored.moments = moments;
    },
  },
}));
beforeEach(() => Object.assign(stored, { moments: [], files: new Set(), failing: false }));

const STEPS = 8;

/** Trains from one epoch to another: at the end of each the network is offered once before it is validated, and once after. */
async function run(moments: Moments, from: number, to: number): Promise<void> {
  const offer = (step: number) => {
    const moment = { step, at: step / STEPS };
    if (moments.isDue(moment)) moments.add(moment, new Uint8Array(4));
  };
  for (let step = from * STEPS; step <= to * STEPS; step++) {
    offer(step);
    if (step % STEPS === 0) offer(step);
    if (step % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await moments.written();
}

const checkStored = () => expect([...stored.files].sort()).toEqual(stored.moments.map(({ id }) => id).sort());

test('no file stays of a moment that went while it was written again', async () => {
  const moments = new Moments('a', [], () => {});
  await run(moments, 0, 60);
  checkStored();
  expect(stored.moments.length).toBeGreaterThanOrEqual(20);
  const resumed = new Moments('a', stored.moments, () => {});
  resumed.goBack(30 * STEPS);
  await run(resumed, 30, 90);
  checkStored();
  expect(stored.moments.at(-1)!.step).toBe(90 * STEPS);
});

test('what could not be written is written once there is room', async () => {
  const moments = new Moments('a', [], () => {});
  await run(moments, 0, 20);
  stored.failing = true;
  await run(moments, 20, 40);
  stored.failing = false;
  await run(moments, 40, 60);
  checkStored();
});
