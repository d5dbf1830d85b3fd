/** Does `job` at once, then once in so many milliseconds at most; the last call is never left out. */
export function atPace(pace_ms: number, job: () => void): { ask: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const run = () => {
    isWanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) run();
    }, pace_ms);
    job();
  };
  return {
    ask: () => {
      isWanted = true;
      if (timer === undefined) run();
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      isWanted = false;
    },
  };
}
