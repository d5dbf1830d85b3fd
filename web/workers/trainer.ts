import type { Signal } from '@preact/signals';
import { proxy, type Remote } from 'comlink';
import * as messages from '../app/messages';
import type { Progress } from '../data/download';
import { atRate } from '../state/rates';
import { toAddress } from '../state/address';
import type { Settings } from '../state/settings';
import { ending, inWords } from '../ui/words';
import { reasonOf } from './load_failure';
import { Reproducible } from './reproducible';
import { RunState, type TrainingStatus } from './run_state';
import { type Ask, DatasetClient } from './dataset_client';
import { UnfinishedClient } from './unfinished_client';
import type { Unfinished } from './unfinished_runs';
import type { Experiment, TrainingEvent } from './run';
import type { OpenOptions } from './recognizer_worker';
import { TrainerConnection } from './trainer_connection';
import type { TrainerService } from './trainer_worker';
import type { EngineAbout } from './training_engine';

/** A program that dies so soon again is not started by itself. */
const AGAIN_MS = 10_000;

/** The page's side of the training worker. */
export class TrainingClient extends RunState {
  /** Keeps what came of a run, under this id. */
  onended: (id: string, experiment: Experiment, status: TrainingStatus) => Promise<void> = () =>
    Promise.resolve();

  #fitting: Promise<void> | null = null;
  /** What the run is kept under, its moments too. */
  id = '';
  /** Stop was pressed while the data were still on their way. */
  #held = false;
  #diedAt = -Infinity;

  readonly #connection: TrainerConnection;
  readonly dataset: DatasetClient;
  readonly unfinished: UnfinishedClient;
  readonly reproducible: Reproducible;

  constructor(options: OpenOptions) {
    super();
    const reproducible = Reproducible.wasChosen();
    this.#connection = new TrainerConnection(
      { ...options, reproducible },
      {
        opened: () => this.unfinished.look((question) => this.#connection.askOpen(question)),
        missing: async (error) => this.#fail(messages.training.missing(await reasonOf(error)), error),
        died: (error) => this.#died(error),
      },
    );
    this.dataset = new DatasetClient(this.ask, (question) => this.#connection.askNow(question));
    this.unfinished = new UnfinishedClient(this.ask);
    this.reproducible = new Reproducible((reproducible) =>
      this.#connection.change({ ...options, reproducible }),
    );
  }

  /** What the engine is, once it is there. */
  get about(): Signal<EngineAbout | null> {
    return this.#connection.about;
  }

  open(): Promise<void> {
    return this.#connection.open();
  }

  /** Asks the worker; a worker that dies meanwhile is an answer too. */
  readonly ask: Ask = (question) => this.#connection.ask(question);

  async start(experiment: Experiment): Promise<void> {
    await this.#begin(experiment);
    await this.#goOn();
  }

  /** Goes on with an unfinished run. */
  async resume({ id, about }: Unfinished): Promise<void> {
    await this.#prepare(about.experiment, async (service, emit, onProgress) => {
      const about = await service.resume(id, emit, onProgress);
      this.history.restore(about);
      this.kind.value = about;
      this.id = id;
    });
    await this.#goOn();
  }

  /** One batch; begins the experiment where none is under way. */
  async step(experiment: Experiment): Promise<void> {
    if (this.status.value.state !== 'paused') await this.#begin(experiment);
    if (this.status.value.state !== 'paused') return;
    await this.ask((service) => service.step()).then(
      () => this.#ended(null),
      (error: unknown) => this.#ended(error),
    );
  }

  /** A run is under way, or about to be. */
  get isBusy(): boolean {
    return ['loading', 'training', 'paused'].includes(this.status.value.state);
  }

  /** A model file, to be trained further with settings such as these. */
  continueFrom(title: string, settings: Settings, file: Uint8Array<ArrayBuffer>): void {
    const plan = { model: {}, training: {}, seed: 0 };
    this.#clear({ dataset: settings.dataset, title, address: toAddress('train', settings), plan });
    this.weights.value = file;
    this.status.value = { state: 'idle', message: messages.training.takenUp(title) };
  }

  #begin(experiment: Experiment): Promise<void> {
    return this.#prepare(experiment, async (service, emit, onProgress) => {
      const begun = await service.begin(experiment, emit, onProgress);
      this.kind.value = begun;
      this.id = begun.id;
    });
  }

  async #prepare(
    experiment: Experiment,
    begin: (
      service: Remote<TrainerService>,
      emit: (event: TrainingEvent) => void,
      onProgress: (progress: Progress) => void,
    ) => Promise<void>,
  ): Promise<void> {
    this.status.value = { state: 'loading', message: messages.training.preparing };
    this.#clear(experiment);
    try {
      const emit = proxy((event: TrainingEvent) => this.take(event));
      const onProgress = proxy(({ loaded_bytes, total_bytes }: Progress) => {
        const share = Math.round((100 * loaded_bytes) / total_bytes);
        this.status.value = { state: 'loading', message: messages.training.preparingShare(share) };
      });
      await this.ask((service) => begin(service, emit, onProgress));
      this.status.value = { state: 'paused', message: '' };
      await this.unfinished.look();
    } catch (error) {
      if (this.#held) this.status.value = { state: 'idle', message: messages.training.stoppedBefore };
      else this.#ended(error);
    }
  }

  #clear(experiment: Experiment): void {
    this.clear(experiment);
    this.id = '';
    this.#held = false;
  }

  async #goOn(): Promise<void> {
    if (!this.#held) await this.continue();
  }

  /** Trains, or goes on training. */
  async continue(): Promise<void> {
    if (this.status.value.state !== 'paused') return;
    this.status.value = { state: 'training', message: '' };
    this.history.restartClock();
    await this.ask((service) => service.continue());
    this.#fitting ??= this.ask((service) => service.fit())
      .then(
        () => this.#ended(null),
        (error: unknown) => this.#ended(error),
      )
      .finally(() => (this.#fitting = null));
  }

  async pause(): Promise<void> {
    if (this.status.value.state !== 'training') return;
    this.status.value = { state: 'paused', message: '' };
    await this.ask((service) => service.pause());
  }

  async stop(): Promise<void> {
    const { state } = this.status.value;
    if (state === 'loading') {
      this.#held = true;
      return this.dataset.cancel();
    }
    if (state !== 'training' && state !== 'paused') return;
    this.status.value = { state: 'idle', message: messages.training.stopped };
    await this.ask((service) => service.stop());
    await this.#fitting;
    await this.#keep();
  }

  /** From the next step on; the results are the same. */
  async setThreads(threads: number): Promise<void> {
    await this.ask((service) => service.setThreads(threads));
    if (this.about.value) this.about.value = { ...this.about.value, threads };
  }

  /** For the run under way, if there is one; the run is known by it from then on. */
  async setLearningRate(rate: number): Promise<void> {
    const { state } = this.status.value;
    const experiment = this.experiment.value;
    if (!experiment || (state !== 'training' && state !== 'paused')) return;
    await this.ask((service) => service.setLearningRate(rate));
    const title = ending(experiment.title, messages.training.rateChanged);
    this.experiment.value = { ...experiment, title, plan: atRate(experiment.plan, rate) };
  }

  #ended(error: unknown): void {
    if (error) this.#fail('', error);
    else if (!this.finish(this.about.value?.catalogue.schedules ?? [])) return;
    void this.#keep();
  }

  /** What came of the run is kept before it counts as no longer unfinished. */
  async #keep(): Promise<void> {
    const experiment = this.experiment.value;
    const id = this.id;
    const { value: status } = this.status;
    if (experiment) await this.onended(id, experiment, status);
    await this.ask((service) => service.forget(id)).catch(() => {});
    await this.unfinished.look().catch(() => {});
  }

  #died(error: unknown): void {
    const [why, wasBusy, soon] = [inWords(error), this.isBusy, performance.now() - this.#diedAt < AGAIN_MS];
    this.#diedAt = performance.now();
    if (soon) return this.#fail(messages.training.diedAgain(why), error);
    this.#fail(messages.training.restarting, error);
    void this.open().then(
      () => {
        this.status.value = wasBusy
          ? { state: 'error', message: messages.training.died(why, this.#wayOn()) }
          : { state: 'idle', message: messages.training.restarted(why) };
        const data = this.dataset.state.value;
        if (data) void this.dataset.load(data.id);
      },
      () => {},
    );
  }

  /** After a run that died. */
  #wayOn(): string {
    if (this.unfinished.runs.value.some(({ id }) => id === this.id)) return messages.training.canResume;
    if (this.weights.value) return messages.training.canSave;
    return messages.training.tryLess;
  }

  #fail(message: string, error: unknown): void {
    this.status.value = { state: 'error', message: message || inWords(error) };
  }
}
