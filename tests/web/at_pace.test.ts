import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atPace } from '../../web/ui/at_pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is asked for again and again is done at its pace, the last time too', () => {
  let done = 0;
  const { ask, cancel } = atPace(100, () => done++);
  ask();
  expect(done).toBe(1);
  for (let i = 0; i < 9; i++) {
    vi.advanceTimersByTime(10);
    ask();
  }
  expect(done).toBe(1);
  vi.advanceTimersByTime(10);
  expect(done).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(done).toBe(2);
  ask();
  ask();
  cancel();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(3);
  ask();
  expect(done).toBe(4);
});
