/** Rejects with `late` once `work` has not ended for so long; it may still end later. */
export function withTimeout<T>(work: Promise<T>, patience_ms: number, late: Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, patience_ms, late);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
