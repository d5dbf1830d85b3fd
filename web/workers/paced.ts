/** Between two reports of progress. */
const PROGRESS_MS = 100;

/** Reports only so often, for each report waits for its answer: whether to go on. In between it is yes. */
export function paced<Progress>(
  onProgress: (progress: Progress) => Promise<boolean>,
): (progress: Progress) => Promise<boolean> {
  let reported = -Infinity;
  return async (progress) => {
    if (performance.now() - reported < PROGRESS_MS) return true;
    const goesOn = await onProgress(progress);
    reported = performance.now();
    return goesOn;
  };
}
