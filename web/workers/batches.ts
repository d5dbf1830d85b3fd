import { nextTask } from './next_task';

/** So long a call into the engine may hold up what else is asked of it; shorter ones cost more altogether. */
const CALL_MS = 100;
/** What the engine computes side by side, and the most that is asked of it at once. */
const AT_ONCE = 32;
const MOST = 16 * AT_ONCE;

/** A size for the next call, after one of this size has taken so long. */
export function nextSize(size: number, milliseconds: number): number {
  if (milliseconds > CALL_MS) return Math.max(1, Math.floor(size / 2));
  if (milliseconds < 0.4 * CALL_MS) return Math.min(MOST, size * 2);
  return size;
}

/** Goes through so many things in short steps; messages get through in between. False where `goesOn` said so. */
export async function inBatches(
  count: number,
  step: (from: number, size: number) => Promise<unknown>,
  goesOn: (done: number) => boolean | Promise<boolean>,
): Promise<boolean> {
  for (let from = 0, size = AT_ONCE; from < count;) {
    const taken = Math.min(size, count - from);
    const begun = performance.now();
    await step(from, taken);
    size = nextSize(size, performance.now() - begun);
    from += taken;
    await nextTask();
    if (!(await goesOn(from))) return false;
  }
  return true;
}
