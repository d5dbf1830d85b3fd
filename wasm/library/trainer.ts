import type { Model } from './model';
import { refusal } from './trouble';
import { Turns } from './turns';
import type * as api from './types';

/** As the engine tells them: without the times, which #timed adds. */
type Logs = api.BatchEnd | api.EpochEnd | api.Done;

/** An EventTarget that knows its events' names. */
const Target = EventTarget as new () => Pick<api.Trainer, keyof EventTarget>;

export class Trainer extends Target implements api.Trainer {
  declare addEventListener: api.Trainer['addEventListener'];
  readonly model: Model;
  #state: api.Trainer['state'] = 'idle';
  #running: Promise<void> | null = null;
  #stopping = false;
  #wake = () => {};
  /** Of the current epoch: images trained on, and the time that took; then of all epochs. */
  #images = 0;
  #epoch_ms = 0;
  #total_ms = 0;

  constructor(model: Model) {
    super();
    this.model = model;
    model.onDispose(() => this.stop());
  }

  get state(): api.Trainer['state'] {
    return this.#state;
  }

  get validation(): api.Validation {
    return this.model.session.validation() as api.Validation;
  }

  fit(): Promise<void> {
    this.#running ??= this.#fit().finally(() => (this.#running = null));
    return this.#running;
  }

  async #fit(): Promise<void> {
    this.#checkUnfinished();
    const turns = new Turns();
    this.#stopping = false;
    this.#state = 'training';
    try {
      while (!this.#stopping && this.step().event !== 'done') {
        await turns.next();
        await this.#mayGoOn();
      }
      if (this.#stopping && this.state !== 'done') this.#state = 'idle';
    } finally {
      turns.close();
    }
  }

  /** Waits while it is paused, or its weights must not change. */
  async #mayGoOn(): Promise<void> {
    while (!this.#stopping) {
      if (this.#state === 'paused') await new Promise<void>((wake) => (this.#wake = wake));
      else if (this.model.evaluating) await this.model.evaluating;
      else return;
    }
  }

  #checkUnfinished(): void {
    if (this.#state !== 'done') return;
    throw refusal('fit', 'the training has ended; to train further, begin another with its model file');
  }

  step(): api.BatchEnd | api.EpochEnd | api.Done {
    this.#checkUnfinished();
    try {
      const begun = performance.now();
      const logs = JSON.parse(this.model.session.step()) as Logs;
      const step_ms = performance.now() - begun;
      this.#total_ms += step_ms;
      if (logs.event === 'batch') {
        this.#epoch_ms += step_ms;
        this.#images = logs.images;
      }
      const detail = this.#timed(logs);
      if (detail.event === 'done') this.#state = 'done';
      this.dispatchEvent(new CustomEvent(detail.event, { detail }));
      return detail;
    } catch (error) {
      this.#state = 'error';
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
      throw error;
    }
  }

  #timed(logs: Logs): api.BatchEnd | api.EpochEnd | api.Done {
    if (logs.event === 'done') return { ...logs, seconds: this.#total_ms / 1000 };
    if (logs.event !== 'epoch_end') return logs;
    const images_per_second = (this.#images / this.#epoch_ms) * 1000;
    this.#epoch_ms = 0;
    return { ...logs, images_per_second };
  }

  pause(): void {
    if (this.state === 'training') this.#state = 'paused';
  }

  continue(): void {
    if (this.state !== 'paused') return;
    this.#state = 'training';
    this.#wake();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake();
  }

  setLearningRate(rate: number): void {
    this.model.session.set_learning_rate(rate);
  }

  save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.model.save();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a promise, so that a worker can stand between
  async checkpoint(): Promise<Uint8Array<ArrayBuffer>> {
    return this.model.session.checkpoint();
  }

  dispose(): void {
    this.model.dispose();
  }
}
