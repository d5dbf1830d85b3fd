import { type Remote, wrap } from 'comlink';

/** A started worker; `lost` rejects when it dies. */
export interface Link<Service> {
  worker: Worker;
  service: Remote<Service>;
  lost: Promise<never>;
}

/** Between two questions whether the worker is still there, and how long it may take to answer. */
const ASK_MS = 5000;
const PATIENCE_MS = 30_000;

export function link<Service>(worker: Worker): Link<Service> {
  const lost = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'It did not arrive, or was stopped. Is the network there?'));
    });
  });
  lost.catch(() => {});
  return { worker, service: wrap<Service>(worker), lost };
}

/** Rejects once `ask` has not been answered for long; the way out ends the watch. */
export function watch(ask: () => Promise<unknown>, lost: (error: Error) => void): () => void {
  let asked = 0;
  const timer = setInterval(() => {
    if (asked && performance.now() - asked > PATIENCE_MS) {
      clearInterval(timer);
      lost(new Error('It does not answer any more.'));
    }
    if (asked) return;
    asked = performance.now();
    ask().then(
      () => (asked = 0),
      () => {},
    );
  }, ASK_MS);
  return () => clearInterval(timer);
}
