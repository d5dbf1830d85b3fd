import { signal } from '@preact/signals';
import { proxy } from 'comlink';
import * as messages from '../app/messages';
import type {
  BenchmarkFigures,
  Done,
  EpochEnd,
  Outline,
  TrainingPlan,
  Validation,
} from '../../wasm/library/index';
import workshop from './trainer_worker?worker&url';
import type { Brought } from '../data/imported_file';
import type { Progress } from '../data/download';
import { inTime } from '../data/in_time';
import { atRate, rateOf } from '../state/rates';
import { toAddress } from '../state/address';
import type { Settings } from '../state/settings';
import { ending, inWords } from '../ui/words';
import { reasonOf } from './absence';
import { Course } from './history';
import type { DataInfo, Question, Taken } from './datasets';
import { divergedWords } from './diverged';
import { type Link, link, OPEN_MS, watch } from './link';
import type { Unfinished } from './unfinished_runs';
import type { Experiment, TrainingEvent } from './run';
import type { OpenOptions } from './recognizer_worker';
import type { Judged, Workshop, WorkshopAbout } from './trainer_worker';

export type LabState = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'error';
export interface LabStatus {
  state: LabState;
  message: string;
  /** The learning rate, or its height, at which the run's numbers were no longer finite. */
  too_high?: number;
}
export type DataState =
  | { state: 'loading'; id: string; words: string }
  | { state: 'ready'; id: string; info: DataInfo }
  | { state: 'missing'; id: string; message: string };
/** The address of the training program. */
export { workshop };

/** A program that dies so soon again is not started by itself. */
const AGAIN_MS = 10_000;

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** The page's side of the training worker. */
export class Lab {
  readonly about = signal<WorkshopAbout | null>(null);
  readonly course = new Course();
  readonly status = signal<LabStatus>({ state: 'idle', message: '' });
  readonly data = signal<DataState | null>(null);
  /** What has to be asked about the files that were brought for this data set. */
  readonly question = signal<(Question & { id: string }) | null>(null);
  readonly unfinished = signal<Unfinished[]>([]);
  /** Why the run is not kept; '' where it is. */
  readonly storageTrouble = signal('');
  /** The experiment at work or last ended. */
  readonly experiment = signal<Experiment | null>(null);
  /** What the run is validated on. */
  readonly validation = signal<Validation | null>(null);
  /** The newest good weights of the run, as a model file. */
  readonly weights = signal<Uint8Array<ArrayBuffer> | null>(null);
  readonly weights_hash = signal('');
  /** Keeps what came of a run. */
  onended: (experiment: Experiment, epochs: EpochEnd[], status: LabStatus) => Promise<void> = () =>
    Promise.resolve();

  #link: Link<Workshop> | null = null;
  #opening: Promise<void> | null = null;
  #fitting: Promise<void> | null = null;
  #done: Done | null = null;
  /** The run at work or last ended. */
  #id = '';
  /** Stop was pressed while the data were still on their way. */
  #held = false;
  #unwatch = () => {};
  #diedAt = -Infinity;

  constructor(private readonly options: OpenOptions) {}

  open(): Promise<void> {
    if (this.#opening) return this.#opening;
    const opening = inTime(this.#open(), OPEN_MS, new Error(messages.connection.slow)).catch(
      async (error: unknown) => {
        if (opening === this.#opening) {
          this.#link?.end();
          this.#link = this.#opening = null;
          this.#fail(messages.training.missing(await reasonOf(error)), error);
        }
        throw error;
      },
    );
    return (this.#opening = opening);
  }

  async #open(): Promise<void> {
    const connection = (this.#link = link<Workshop>(
      () => new Worker(workshop, { type: 'module', name: 'workshop' }),
    ));
    this.about.value = await Promise.race([connection.service.open(this.options), connection.lost]);
    this.#unwatch = watch(
      () => connection.service.liveObjects(),
      (error) => this.#died(error),
    );
    connection.lost.catch((error: unknown) => connection === this.#link && this.#died(error));
    this.unfinished.value = await Promise.race([connection.service.unfinished(), connection.lost]);
  }

  /** Other tabs begin and end runs too. */
  async lookForUnfinished(): Promise<void> {
    this.unfinished.value = await this.ask((service) => service.unfinished());
  }

  /** Asks the worker; a worker that dies meanwhile is an answer too. */
  async ask<Result>(question: (service: Link<Workshop>['service']) => Promise<Result>): Promise<Result> {
    await this.open();
    const { service, lost } = this.#link!;
    return Promise.race([question(service), lost]);
  }

  outline(model: object): Promise<Outline> {
    return this.ask((service) => service.outline(model));
  }

  async load(id: string): Promise<void> {
    this.data.value = { state: 'loading', id, words: '' };
    const isWanted = () => this.data.value?.id === id;
    const tell = proxy(({ loaded_bytes, total_bytes }: Progress) => {
      const words = messages.training.megabytes(megabytes(loaded_bytes), megabytes(total_bytes));
      if (isWanted()) this.data.value = { state: 'loading', id, words };
    });
    try {
      const info = await this.ask((service) => service.data(id, tell));
      if (isWanted()) this.data.value = { state: 'ready', id, info };
    } catch (error) {
      if (isWanted()) this.data.value = { state: 'missing', id, message: inWords(error) };
    }
  }

  /** Resolves to what is wrong with the files, or that they are not kept; empty for nothing. */
  take(id: string, brought: Brought[]): Promise<string> {
    const tell = proxy((share: number) => {
      if (this.data.value?.id === id)
        this.data.value = { state: 'loading', id, words: messages.training.percent(Math.round(100 * share)) };
    });
    return this.#take(id, (service) => service.take(id, brought, tell));
  }

  /** Says how the numbers of the files are meant. Resolves as take() does. */
  answer(id: string, scaling: string): Promise<string> {
    return this.#take(id, (service) => service.answer(scaling));
  }

  async #take(id: string, ask: (service: Link<Workshop>['service']) => Promise<Taken>): Promise<string> {
    const before = this.data.value;
    const isWanted = () => this.data.value?.id === id;
    this.question.value = null;
    try {
      const taken = await this.ask(ask);
      if ('question' in taken) {
        this.question.value = { id, ...taken.question };
        if (isWanted()) this.data.value = before;
        return '';
      }
      if (isWanted()) await this.load(id);
      return taken.trouble && messages.training.filesNotKept(taken.trouble);
    } catch (error) {
      if (isWanted()) this.data.value = before;
      return inWords(error);
    }
  }

  /** Ends the loading or reading of data. */
  cancelData(): Promise<void> {
    return this.ask((service) => service.cancelData());
  }

  async start(experiment: Experiment): Promise<void> {
    await this.#begin(experiment);
    await this.#goOn();
  }

  /** Goes on with an unfinished run. */
  async resume({ id, about }: Unfinished): Promise<void> {
    await this.#prepare(about.experiment, async (service, tell, loading) => {
      const about = await service.resume(id, tell, loading);
      this.course.restore(about);
      this.validation.value = about.validation;
      this.#id = id;
    });
    await this.#goOn();
  }

  async discard({ id }: Unfinished): Promise<void> {
    await this.ask((service) => service.discard(id));
    await this.lookForUnfinished();
  }

  /** One batch; begins the experiment where none is under way. */
  async step(experiment: Experiment): Promise<void> {
    if (this.status.value.state !== 'paused') await this.#begin(experiment);
    if (this.status.value.state !== 'paused') return;
    await this.ask((service) => service.step()).then(
      () => this.#done && this.#ended(null),
      (error: unknown) => this.#ended(error),
    );
  }

  /** A run is under way, or about to be. */
  get isBusy(): boolean {
    return ['loading', 'training', 'paused'].includes(this.status.value.state);
  }

  /** A model file, to be trained further with settings such as these. */
  takeUp(title: string, settings: Settings, file: Uint8Array<ArrayBuffer>): void {
    const plan = { model: {}, training: {}, seed: 0 };
    this.#clear({ dataset: settings.dataset, title, address: toAddress('train', settings), plan });
    this.weights.value = file;
    this.status.value = { state: 'idle', message: messages.training.takenUp(title) };
  }

  #begin(experiment: Experiment): Promise<void> {
    return this.#prepare(experiment, async (service, tell, loading) => {
      const { id, validation } = await service.begin(experiment, tell, loading);
      this.validation.value = validation;
      this.#id = id;
    });
  }

  async #prepare(
    experiment: Experiment,
    begin: (
      service: Link<Workshop>['service'],
      tell: (event: TrainingEvent) => void,
      loading: (progress: Progress) => void,
    ) => Promise<void>,
  ): Promise<void> {
    this.status.value = { state: 'loading', message: messages.training.preparing };
    this.#clear(experiment);
    try {
      const tell = proxy((event: TrainingEvent) => this.#on(event));
      const loading = proxy(({ loaded_bytes, total_bytes }: Progress) => {
        const share = Math.round((100 * loaded_bytes) / total_bytes);
        this.status.value = { state: 'loading', message: messages.training.preparingShare(share) };
      });
      await this.ask((service) => begin(service, tell, loading));
      this.status.value = { state: 'paused', message: '' };
      await this.lookForUnfinished();
    } catch (error) {
      if (this.#held) this.status.value = { state: 'idle', message: messages.training.stoppedBefore };
      else this.#ended(error);
    }
  }

  #clear(experiment: Experiment): void {
    this.experiment.value = experiment;
    this.course.clear();
    this.weights_hash.value = '';
    this.validation.value = null;
    this.#done = null;
    this.#id = '';
    this.#held = false;
  }

  async #goOn(): Promise<void> {
    if (!this.#held) await this.proceed();
  }

  /** Trains, or goes on training. */
  async proceed(): Promise<void> {
    if (this.status.value.state !== 'paused') return;
    this.status.value = { state: 'training', message: '' };
    this.course.measureAnew();
    await this.ask((service) => service.proceed());
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
      return this.cancelData();
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

  async judge(file: Uint8Array, id: string, tell: (share: number) => boolean): Promise<Judged | null> {
    return this.ask((service) =>
      service.judge(
        file,
        id,
        proxy((share: number) => Promise.resolve(tell(share))),
      ),
    );
  }

  /** How fast such a training is; `tell` gets the seconds that are left, and ends it with false. */
  measure(plan: TrainingPlan, tell: (seconds_left: number) => boolean): Promise<BenchmarkFigures | null> {
    return this.ask((service) =>
      service.measure(
        plan,
        proxy((seconds_left: number) => Promise.resolve(tell(seconds_left))),
      ),
    );
  }

  /** The model after an epoch, or null where it was not kept. */
  async snapshot(epoch: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await this.ask((service) => service.snapshot(epoch))) ?? null;
  }

  #on(event: TrainingEvent): void {
    if (event.event === 'weights') this.weights.value = event.file;
    else if (event.event === 'storage') this.storageTrouble.value = event.trouble;
    else if (event.event === 'done') this.#done = event;
    else this.course.add(event);
  }

  #ended(error: unknown): void {
    if (error) this.#fail('', error);
    else if (this.#done) {
      this.weights_hash.value = this.#done.weights_hash;
      this.status.value = this.#done.diverged
        ? this.#diverged(this.#done)
        : { state: 'done', message: this.#done.stopped ?? '' };
    } else return;
    void this.#keep();
  }

  #diverged(done: Done): LabStatus {
    const too_high = rateOf(this.experiment.value!.plan);
    const rate = this.course.latest.value?.learning_rate ?? too_high;
    return { state: 'error', message: divergedWords(done, rate), too_high };
  }

  /** What came of the run is kept before it counts as no longer unfinished. */
  async #keep(): Promise<void> {
    const experiment = this.experiment.value;
    const id = this.#id;
    const { value: status } = this.status;
    if (experiment) await this.onended(experiment, this.course.epochs.value, status);
    await this.ask((service) => service.forget(id)).catch(() => {});
    await this.lookForUnfinished().catch(() => {});
  }

  #died(error: unknown): void {
    const [why, wasBusy, soon] = [inWords(error), this.isBusy, performance.now() - this.#diedAt < AGAIN_MS];
    this.#diedAt = performance.now();
    this.#unwatch();
    this.#link?.end();
    this.#link = null;
    this.#opening = null;
    this.about.value = null;
    if (soon) return this.#fail(messages.training.diedAgain(why), error);
    this.#fail(messages.training.restarting, error);
    void this.open().then(
      () => {
        this.status.value = wasBusy
          ? { state: 'error', message: messages.training.died(why, this.#wayOn()) }
          : { state: 'idle', message: messages.training.restarted(why) };
        if (this.data.value) void this.load(this.data.value.id);
      },
      () => {},
    );
  }

  /** After a run that died. */
  #wayOn(): string {
    if (this.unfinished.value.some(({ id }) => id === this.#id)) return messages.training.canResume;
    if (this.weights.value) return messages.training.canSave;
    return messages.training.tryLess;
  }

  #fail(message: string, error: unknown): void {
    this.status.value = { state: 'error', message: message || inWords(error) };
  }
}
