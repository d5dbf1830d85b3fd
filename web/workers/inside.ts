import { signal } from '@preact/signals-core';
import type { Remote } from 'comlink';
import type { Channel } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { withTimeout } from '../data/with_timeout';
import { inWords } from '../ui/words';
import type { InsideAbout, InsideService, View } from './inside_worker';
import { latestOnly } from './latest_only';
import { type Link, link, OPEN_MS } from './link';
import { reasonOf } from './load_failure';
import type { OpenOptions } from './recognizer_worker';

export type { InsideAbout, View };

/** What was looked at stays for so long, and for as long as it took, before newer weights come: time to ask about it. */
const RENEW_MS = 120;

/** Looks inside a model, in a worker of its own: the newest image wins. */
export class InsideClient {
  /** The model that is looked into, once it is there. */
  readonly about = signal<InsideAbout | null>(null);
  /** What its layers make of the newest image; null of none. */
  readonly view = signal<View | null>(null);
  /** Why there is nothing to see, or ''. */
  readonly trouble = signal('');
  /** The maps and units that are switched off, in this model. */
  readonly off = signal<readonly Channel[]>([]);

  #link: Link<InsideService> | null = null;
  #file: Uint8Array | string = '';
  #image: Float32Array | null = null;
  #asked = 0;
  readonly #look = latestOnly(() => this.#answer());
  readonly #renew = latestOnly((file: Uint8Array | string) => this.#seeNewer(file));

  constructor(private readonly options: OpenOptions) {}

  /** Looks into this model file, or into the one of this name beside the page. What is off is on again. */
  async open(file: Uint8Array | string): Promise<void> {
    this.#file = file;
    // What there is to see is of the model before.
    this.view.value = null;
    if (await this.#load(file, false)) this.#look(null);
  }

  /**
   * Goes on with newer weights of the same network; what is off stays off. Where they come faster than one can look, some
   * are left out.
   */
  renew(file: Uint8Array | string): void {
    this.#file = file;
    this.#renew(file);
  }

  async #seeNewer(file: Uint8Array | string): Promise<void> {
    const began = performance.now();
    // Another model was opened since.
    if (file !== this.#file || !(await this.#load(file, true))) return;
    await this.#answer();
    const took = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, RENEW_MS + took));
  }

  /** Whether this is still the model that is wanted, and there. */
  async #load(file: Uint8Array | string, same: boolean): Promise<boolean> {
    const mine = ++this.#asked;
    try {
      this.#link ??= this.#connect();
      const { service, lost } = this.#link;
      const opening = Promise.race([service.open(this.options, file), lost]);
      const about = await withTimeout(opening, OPEN_MS, new Error(messages.connection.slow));
      if (mine !== this.#asked) return false;
      if (!same) this.off.value = [];
      this.trouble.value = '';
      this.about.value = about;
      return true;
    } catch (error) {
      if (mine !== this.#asked) return false;
      this.about.value = null;
      this.#fail(error);
      return false;
    }
  }

  /** Once more, after trouble. */
  retry(): Promise<void> {
    this.trouble.value = '';
    return this.open(this.#file);
  }

  /** Shows it this image, or none. */
  look(image: Float32Array | null): void {
    this.#image = image;
    if (image) this.#look(null);
    else this.view.value = null;
  }

  /** These maps and units give zeros from now on. */
  switchOff(off: readonly Channel[]): void {
    this.off.value = off;
    this.#look(null);
  }

  /** Asks the worker; one that dies meanwhile is an answer too. */
  async ask<T>(question: (service: Remote<InsideService>) => Promise<T>): Promise<T> {
    const asked = (this.#link ??= this.#connect());
    return Promise.race([question(asked.service), asked.lost]);
  }

  async #answer(): Promise<void> {
    const [image, asked] = [this.#image, this.#asked];
    if (!image || !this.about.value) return;
    try {
      const off = [...this.off.value];
      const view = await this.ask((service) => service.look(image, { off }));
      // Of another model by now, or of an image that is gone.
      if (asked === this.#asked && this.#image) this.view.value = view;
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  #connect(): Link<InsideService> {
    const own = link<InsideService>(
      () => new Worker(new URL('./inside_worker.ts', import.meta.url), { type: 'module', name: 'inside' }),
    );
    own.lost.catch((error: unknown) => {
      if (own !== this.#link) return;
      this.#link = null;
      this.about.value = null;
      this.#fail(error);
    });
    return own;
  }

  #fail(error: unknown): void {
    this.view.value = null;
    const words = (this.trouble.value = inWords(error));
    void reasonOf(error).then((cause) => {
      if (this.trouble.value === words) this.trouble.value = cause;
    });
  }
}
