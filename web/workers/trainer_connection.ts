import { signal } from '@preact/signals';
import * as messages from '../app/messages';
import { withTimeout } from '../data/with_timeout';
import { type Link, link, OPEN_MS, watch } from './link';
import trainerWorker from './trainer_worker?worker&url';
import type { TrainerService } from './trainer_worker';
import type { EngineAbout, TrainerOptions } from './training_engine';

type Service = Link<TrainerService>['service'];

interface Events {
  /** The worker is ready; what is asked meanwhile waits for this. */
  opened: () => Promise<void>;
  /** It could not be started. */
  missing: (error: unknown) => Promise<void>;
  /** It was lost while it was at work. */
  died: (error: unknown) => void;
}

/** The training worker, which is started when it is first asked, and again after its death. */
export class TrainerConnection {
  readonly about = signal<EngineAbout | null>(null);
  #link: Link<TrainerService> | null = null;
  #opening: Promise<void> | null = null;
  #unwatch = () => {};
  #options: TrainerOptions;
  /** Another engine is on its way until then. */
  #changing: Promise<void> = Promise.resolve();
  /** The questions that have no answer yet. */
  readonly #asked = new Set<Promise<unknown>>();

  constructor(
    options: TrainerOptions,
    private readonly on: Events,
  ) {
    this.#options = options;
  }

  open(): Promise<void> {
    if (this.#opening) return this.#opening;
    const opening = withTimeout(this.#open(), OPEN_MS, new Error(messages.connection.slow)).catch(
      async (error: unknown) => {
        if (opening === this.#opening) {
          this.#end();
          await this.on.missing(error);
        }
        throw error;
      },
    );
    return (this.#opening = opening);
  }

  async #open(): Promise<void> {
    const { service, lost } = (this.#link = link<TrainerService>(
      () => new Worker(trainerWorker, { type: 'module', name: 'trainer' }),
    ));
    const own = this.#link;
    this.about.value = await Promise.race([service.open(this.#options), lost]);
    const died = (error: unknown) => {
      if (own !== this.#link) return;
      this.#end();
      this.on.died(error);
    };
    this.#unwatch = watch(() => service.liveObjects(), died);
    lost.catch(died);
    await Promise.race([this.on.opened(), lost]);
  }

  /**
   * Has the worker go on with another engine, once it has answered what it was asked; what is asked meanwhile waits for that.
   * Rejects, in words, where there is no such engine: then all is as before.
   */
  change(options: TrainerOptions): Promise<void> {
    const changed = this.#change(options);
    this.#changing = changed.catch(() => {});
    return changed;
  }

  async #change(options: TrainerOptions): Promise<void> {
    await this.#changing;
    await this.open();
    const { service, lost } = this.#link!;
    await Promise.allSettled(this.#asked);
    const opened = Promise.race([service.open(options), lost]);
    this.about.value = await withTimeout(opened, OPEN_MS, new Error(messages.connection.slow));
    this.#options = options;
  }

  /** Asks the worker; a worker that dies meanwhile is an answer too. */
  async ask<Result>(question: (service: Service) => Promise<Result>): Promise<Result> {
    await this.#changing;
    return this.askNow(question);
  }

  /** The same, though another engine is on its way. */
  async askNow<Result>(question: (service: Service) => Promise<Result>): Promise<Result> {
    await this.open();
    return this.askOpen(question);
  }

  /** Asks the worker that is there, as `opened` may. */
  async askOpen<Result>(question: (service: Service) => Promise<Result>): Promise<Result> {
    const { service, lost } = this.#link!;
    const answer = Promise.race([question(service), lost]);
    this.#asked.add(answer);
    try {
      return await answer;
    } finally {
      this.#asked.delete(answer);
    }
  }

  #end(): void {
    this.#unwatch();
    this.#link?.end();
    this.#link = this.#opening = null;
    this.about.value = null;
  }
}
