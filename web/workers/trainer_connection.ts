import { signal } from '@preact/signals';
import * as messages from '../app/messages';
import { inTime } from '../data/in_time';
import { type Link, link, OPEN_MS, watch } from './link';
import type { OpenOptions } from './recognizer_worker';
import trainerWorker from './trainer_worker?worker&url';
import type { EngineAbout, TrainerService } from './trainer_worker';

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

  constructor(
    private readonly options: OpenOptions,
    private readonly on: Events,
  ) {}

  open(): Promise<void> {
    if (this.#opening) return this.#opening;
    const opening = inTime(this.#open(), OPEN_MS, new Error(messages.connection.slow)).catch(
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
    this.about.value = await Promise.race([service.open(this.options), lost]);
    const died = (error: unknown) => {
      if (own !== this.#link) return;
      this.#end();
      this.on.died(error);
    };
    this.#unwatch = watch(() => service.liveObjects(), died);
    lost.catch(died);
    await Promise.race([this.on.opened(), lost]);
  }

  /** Asks the worker; a worker that dies meanwhile is an answer too. */
  async ask<Result>(question: (service: Service) => Promise<Result>): Promise<Result> {
    await this.open();
    return this.askOpen(question);
  }

  /** Asks the worker that is there, as `opened` may. */
  askOpen<Result>(question: (service: Service) => Promise<Result>): Promise<Result> {
    const { service, lost } = this.#link!;
    return Promise.race([question(service), lost]);
  }

  #end(): void {
    this.#unwatch();
    this.#link?.end();
    this.#link = this.#opening = null;
    this.about.value = null;
  }
}
