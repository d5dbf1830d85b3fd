/** Runs `job` one at a time; of the inputs that come meanwhile only the newest is run. `job` must not reject. */
export function newest<T>(job: (input: T) => Promise<void>): (input: T) => void {
  let waiting: { input: T } | null = null;
  let busy = false;
  return async (input) => {
    waiting = { input };
    if (busy) return;
    busy = true;
    while (waiting) {
      const next: { input: T } = waiting;
      waiting = null;
      await job(next.input);
    }
    busy = false;
  };
}
