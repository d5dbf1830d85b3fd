import { type Signal, signal } from '@preact/signals-core';
import * as messages from '../app/messages';
import { withTimeout } from '../data/with_timeout';
import { inWords } from '../ui/words';
import { reasonOf } from './load_failure';
import { type Link, link, OPEN_MS } from './link';
import { latestOnly } from './latest_only';
import type { About, OpenOptions, Preparation, Recognition, Service, Shown } from './recognizer_worker';

export type { About, Recognition };
export type Status =
  | { state: 'loading'; slow: boolean }
  | { state: 'ready'; about: About }
  | { state: 'error'; message: string; cause: string };

interface Wanted {
  shown: Shown;
  preparation: Preparation;
}

const SLOW_MS = 10_000;

const isBlank = (shown: Shown) => 'length' in shown && !shown.length;

/** Reads drawings in a worker: the newest drawing wins, and a worker that dies is replaced once. */
export class Recognizer {
  readonly status: Signal<Status> = signal<Status>({ state: 'loading', slow: false });
  readonly result: Signal<Recognition | null> = signal<Recognition | null>(null);
  /** Is told why. */
  onrestart: (why: string) => void = () => {};

  readonly #options: OpenOptions;
  readonly #ask = latestOnly((wanted: Wanted) => this.#answer(wanted));
  #link: Link<Service> | null = null;
  #wanted: Wanted = { shown: [], preparation: { steps: {}, stages: false } };
  #file: Uint8Array | string = '';
  #mayRestart = true;

  constructor(options: OpenOptions) {
    this.#options = options;
  }

  /**
   * Begins to read, with this model file, or with the one of this name beside the page. `status` does not change before
   * `isShown`: a page that is taken over as the build rendered it must still be as that was.
   */
  open(file: Uint8Array | string, isShown?: Promise<void>): void {
    this.#file = file;
    void this.#open(isShown);
  }

  /** Reads this as soon as it can, prepared as the last time where that is not said; `result` has it. */
  recognize(shown: Shown, preparation = this.#wanted.preparation): void {
    this.#wanted = { shown, preparation };
    if (isBlank(shown)) this.result.value = null;
    else if (this.status.value.state === 'ready') this.#ask(this.#wanted);
  }

  /** Reads with another model from now on. Rejects, in words, for a bad file; the model is then what it was. */
  async adopt(file: Uint8Array | string): Promise<void> {
    await this.#settled();
    const link = this.#link;
    if (!link) {
      this.#file = file;
      return this.retry();
    }
    const adopted = Promise.race([link.service.adopt(file), link.lost]);
    const about = await withTimeout(adopted, OPEN_MS, new Error(messages.connection.slow)).catch(
      (error: unknown) => {
        // What arrives later is not to be read with.
        if (link === this.#link) link.service.adopt(this.#file).catch(() => {});
        throw error;
      },
    );
    this.#file = file;
    if (link !== this.#link) return;
    this.status.value = { state: 'ready', about };
    this.recognize(this.#wanted.shown);
  }

  retry(): void {
    this.#mayRestart = true;
    void this.#open();
  }

  /** Until it can read, or has said that it cannot. */
  async #settled(): Promise<void> {
    let stop = () => {};
    await new Promise<void>((resolve) => {
      stop = this.status.subscribe(({ state }) => {
        if (state !== 'loading') resolve();
      });
    });
    stop();
  }

  async #open(isShown?: Promise<void>): Promise<void> {
    this.#link?.end();
    this.status.value = { state: 'loading', slow: false };
    let link: Link<Service>;
    try {
      link = this.#link = connect();
    } catch (error) {
      await isShown;
      return this.#fail(messages.recognizer.missing, error);
    }
    const slow = setTimeout(() => {
      if (link === this.#link) this.status.value = { state: 'loading', slow: true };
    }, SLOW_MS);
    try {
      const opened = Promise.race([link.service.open(this.#options, this.#file), link.lost]);
      const inTime = withTimeout(opened, OPEN_MS, new Error(messages.connection.slow));
      const about = await inTime.finally(() => isShown);
      if (link !== this.#link) return;
      this.status.value = { state: 'ready', about };
      link.lost.catch((error: unknown) => this.#died(link, error));
      this.recognize(this.#wanted.shown);
    } catch (error) {
      if (link === this.#link) this.#fail(messages.recognizer.missing, error);
    } finally {
      clearTimeout(slow);
    }
  }

  async #answer({ shown, preparation }: Wanted): Promise<void> {
    const link = this.#link;
    // One that is on its way is asked once it is there.
    if (!link || this.status.value.state !== 'ready') return;
    try {
      const reading = await Promise.race([link.service.recognize(shown, preparation), link.lost]);
      if (link !== this.#link) return;
      this.#mayRestart = true;
      if (!isBlank(this.#wanted.shown)) this.result.value = reading;
    } catch (error) {
      this.#died(link, error);
    }
  }

  #died(link: Link<Service>, error: unknown): void {
    if (link !== this.#link) return;
    if (!this.#mayRestart) return this.#fail(messages.recognizer.stopped, error);
    this.#mayRestart = false;
    this.onrestart(inWords(error));
    void this.#open();
  }

  #fail(message: string, error: unknown): void {
    this.#link?.end();
    this.#link = null;
    this.result.value = null;
    const status = (this.status.value = { state: 'error', message, cause: inWords(error) });
    void reasonOf(error).then((cause) => {
      if (status === this.status.value) this.status.value = { ...status, cause };
    });
  }
}

function connect(): Link<Service> {
  return link(
    () =>
      new Worker(new URL('./recognizer_worker.ts', import.meta.url), { type: 'module', name: 'recognizer' }),
  );
}
