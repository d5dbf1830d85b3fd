import { type Remote, wrap } from 'comlink';
import { type Signal, signal } from '../state/signal';
import { newest } from './newest';
import type { About, OpenOptions, Reading, Service } from './worker';

export type { About, Reading };
export type Status =
  | { state: 'loading'; slow: boolean }
  | { state: 'ready'; about: About }
  | { state: 'error'; message: string; cause: string };

const SLOW_MS = 10_000;

/** A started worker; `lost` rejects when it dies. */
interface Link {
  worker: Worker;
  service: Remote<Service>;
  lost: Promise<never>;
}

/** Reads drawings in a worker: the newest drawing wins, and a worker that dies is replaced once. */
export class Reader {
  readonly status: Signal<Status> = signal<Status>({ state: 'loading', slow: false });
  readonly reading: Signal<Reading | null> = signal<Reading | null>(null);
  onrestart = () => {};

  readonly #options: OpenOptions;
  readonly #ask = newest((strokes: number[][]) => this.#answer(strokes));
  #link: Link | null = null;
  #strokes: number[][] = [];
  #mayRestart = true;

  constructor(options: OpenOptions) {
    this.#options = options;
    void this.#open();
  }

  /** Reads these strokes as soon as it can; the result arrives in `reading`. */
  read(strokes: number[][]): void {
    this.#strokes = strokes;
    if (!strokes.length) this.reading.set(null);
    else if (this.status.value.state === 'ready') this.#ask(strokes);
  }

  retry(): void {
    this.#mayRestart = true;
    void this.#open();
  }

  async #open(): Promise<void> {
    this.#link?.worker.terminate();
    this.status.set({ state: 'loading', slow: false });
    const link = (this.#link = connect());
    const slow = setTimeout(() => {
      if (link === this.#link) this.status.set({ state: 'loading', slow: true });
    }, SLOW_MS);
    try {
      const about = await Promise.race([link.service.open(this.#options), link.lost]);
      if (link !== this.#link) return;
      this.status.set({ state: 'ready', about });
      link.lost.catch((error: unknown) => this.#died(link, error));
      this.read(this.#strokes);
    } catch (error) {
      if (link === this.#link) this.#fail('The reader could not be loaded.', error);
    } finally {
      clearTimeout(slow);
    }
  }

  async #answer(strokes: number[][]): Promise<void> {
    const link = this.#link;
    if (!link) return;
    try {
      const reading = await Promise.race([link.service.read(strokes), link.lost]);
      if (link !== this.#link) return;
      this.#mayRestart = true;
      if (this.#strokes.length) this.reading.set(reading);
    } catch (error) {
      this.#died(link, error);
    }
  }

  #died(link: Link, error: unknown): void {
    if (link !== this.#link) return;
    if (!this.#mayRestart) return this.#fail('The reader stopped working.', error);
    this.#mayRestart = false;
    this.onrestart();
    void this.#open();
  }

  #fail(message: string, error: unknown): void {
    this.#link?.worker.terminate();
    this.#link = null;
    this.reading.set(null);
    this.status.set({
      state: 'error',
      message,
      cause: error instanceof Error ? error.message : String(error),
    });
  }
}

function connect(): Link {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'inkling' });
  const lost = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'Its program is missing or was stopped.'));
    });
  });
  lost.catch(() => {});
  return { worker, service: wrap<Service>(worker), lost };
}
