import { afterEach, expect, test, vi } from 'vitest';
import { paced } from '../../web/workers/paced';

afterEach(() => void vi.useRealTimers());

test('progress is reported at once, and then ten times a second; the answer ends it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const heard: number[] = [];
  const report = paced((share: number) => {
    heard.push(share);
    return Promise.resolve(share < 0.7);
  });
  const answers: boolean[] = [];
  for (let i = 0; i < 10; i++) {
    answers.push(await report(i / 10));
    vi.advanceTimersByTime(40);
  }
  expect(heard).toEqual([0, 0.3, 0.6, 0.9]);
  expect(answers.indexOf(false)).toBe(9);
});
