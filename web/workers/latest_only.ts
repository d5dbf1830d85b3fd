/** Runs `job` one at a time; of the inputs that come meanwhile only the newest is run. `job` must not reject. */
export function latestOnly<T>(job: (input: T) => Promise<void>): (input: T) => void {
  let waiting: { input: T } | null = null;
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting) {
      const { input } = waiting;
      waiting = null;
      await job(input);
    }
    busy = false;
  }

  return (input) => {
    waiting = { input };
    if (!busy) void run();
  };
}
