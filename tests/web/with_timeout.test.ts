import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withTimeout } from '../../web/data/with_timeout';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what never ends is given up, in the words that were asked for', async () => {
  const waiting = withTimeout(new Promise(() => {}), 5000, new Error('It does not answer.'));
  const givenUp = expect(waiting).rejects.toThrow('It does not answer.');
  await vi.advanceTimersByTimeAsync(5000);
  await givenUp;
});

test('what ends in time is handed on, and no timer stays', async () => {
  expect(await withTimeout(Promise.resolve(7), 5000, new Error())).toBe(7);
  await expect(withTimeout(Promise.reject(new Error('denied')), 5000, new Error())).rejects.toThrow('denied');
  expect(vi.getTimerCount()).toBe(0);
});
