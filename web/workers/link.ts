import { type Remote, wrap } from 'comlink';
import * as messages from '../app/messages';
import { whyMissing } from './load_failure';
import { whyDied } from './crash';

/** A started worker. */
export interface Link<Service> {
  service: Remote<Service>;
  /** Rejects when the worker dies or is ended. */
  lost: Promise<never>;
  /** Stops the worker, and tells whoever waits for it. */
  end(error?: Error): void;
}

/** So long a worker may take to arrive and start. */
export const OPEN_MS = 120_000;

/** Between two questions whether the worker is still there, and how long it may take to answer. */
const ASK_MS = 5000;
const PATIENCE_MS = 30_000;

/** Throws, in words, where the browser does not start workers for this page. */
export function link<Service>(start: () => Worker): Link<Service> {
  let worker: Worker;
  try {
    worker = start();
  } catch (cause) {
    throw new Error(messages.connection.noWorker, { cause });
  }
  let lose!: (error: Error) => void;
  const lost = new Promise<never>((_, reject) => (lose = reject));
  lost.catch(() => {});
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (event.message) lose(new Error(whyDied(event.message)));
    else void whyMissing().then((words) => lose(new Error(words)));
  });
  const end = (error = new Error(messages.connection.stopped)) => {
    worker.terminate();
    lose(error);
  };
  return { service: wrap<Service>(worker), lost, end };
}

/** Rejects once `ask` has not been answered for long; the way out ends the watch. */
export function watch(ask: () => Promise<unknown>, lost: (error: Error) => void): () => void {
  let asked = 0;
  const timer = setInterval(() => {
    if (asked && performance.now() - asked > PATIENCE_MS) {
      clearInterval(timer);
      lost(new Error(messages.connection.silent));
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
