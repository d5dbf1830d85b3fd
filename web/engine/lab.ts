import { signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { BenchmarkFigures, Done, EpochEnd, Outline, TrainingPlan } from '../../wasm/library/index';
import type { Brought } from '../data/brought';
import type { Progress } from '../data/download';
import { inWords } from '../state/words';
import { Course } from './course';
import type { DataInfo } from './datasets';
import { type Link, link, watch } from './link';
import type { Experiment, RunAbout, TrainingEvent } from './training';
import type { OpenOptions } from './worker';
import type { Judged, Unfinished, Workshop, WorkshopAbout } from './workshop';

export type LabState = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'error';
export interface LabStatus {
  state: LabState;
  message: string;
}
export type DataState =
  | { state: 'loading'; id: string; words: string }
  | { state: 'ready'; id: string; info: DataInfo }
  | { state: 'missing'; id: string; message: string };
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** The page's side of the training worker. */
export class Lab {
  readonly about = signal<WorkshopAbout | null>(null);
  readonly course = new Course();
  readonly status = signal<LabStatus>({ state: 'idle', message: '' });
  readonly data = signal<DataState | null>(null);
  readonly unfinished = signal<Unfinished | null>(null);
  readonly storageTrouble = signal('');
  /** The experiment at work or last ended. */
  readonly experiment = signal<Experiment | null>(null);
  /** The newest good weights of the run, as a model file. */
  readonly weights = signal<Uint8Array<ArrayBuffer> | null>(null);
  readonly weights_hash = signal('');
  onended: (experiment: Experiment, epochs: EpochEnd[], state: LabState) => void = () => {};

  #link: Link<Workshop> | null = null;
  #opening: Promise<void> | null = null;
  #fitting: Promise<void> | null = null;
  #done: Done | null = null;
  /** Stop was pressed while the data were still on their way. */
  #held = false;
  #unwatch = () => {};

  constructor(private readonly options: OpenOptions) {}

  open(): Promise<void> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      this.#fail(`The training program could not be loaded: ${inWords(error)}`, error);
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const worker = new Worker(new URL('./workshop.ts', import.meta.url), {
      type: 'module',
      name: 'workshop',
    });
    const connection = (this.#link = link<Workshop>(worker));
    this.about.value = await Promise.race([connection.service.open(this.options), connection.lost]);
    this.#unwatch = watch(
      () => connection.service.liveObjects(),
      (error) => this.#died(error),
    );
    connection.lost.catch((error: unknown) => this.#died(error));
    this.unfinished.value = await connection.service.unfinished();
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
      const words = `${megabytes(loaded_bytes)} of ${megabytes(total_bytes)} MB`;
      if (isWanted()) this.data.value = { state: 'loading', id, words };
    });
    try {
      const info = await this.ask((service) => service.data(id, tell));
      if (isWanted()) this.data.value = { state: 'ready', id, info };
    } catch (error) {
      if (isWanted()) this.data.value = { state: 'missing', id, message: inWords(error) };
    }
  }

  /** Resolves to what is wrong with the files, empty for nothing. */
  async take(id: string, brought: Brought[]): Promise<string> {
    const before = this.data.value;
    const isWanted = () => this.data.value?.id === id;
    const tell = proxy((share: number) => {
      if (isWanted()) this.data.value = { state: 'loading', id, words: `${Math.round(100 * share)} %` };
    });
    try {
      if (!(await this.ask((service) => service.take(id, brought, tell))))
        this.storageTrouble.value = 'These files are not kept: this browser has no room for them.';
      if (isWanted()) await this.load(id);
      return '';
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
    await this.#prepare(experiment, async (service, tell, loading) => {
      await service.begin(experiment, tell, loading);
      return null;
    });
    await this.#goOn();
  }

  /** Goes on with the unfinished run. */
  async resume(): Promise<void> {
    const unfinished = this.unfinished.value;
    if (!unfinished) return;
    this.unfinished.value = null;
    await this.#prepare(unfinished.about.experiment, (service, tell, loading) =>
      service.resume(tell, loading),
    );
    if (this.status.value.state === 'paused') await this.#goOn();
    else this.unfinished.value = unfinished;
  }

  async discard(): Promise<void> {
    this.unfinished.value = null;
    await this.ask((service) => service.discard());
  }

  /** One batch; begins the experiment where none is under way. */
  async step(experiment: Experiment): Promise<void> {
    if (this.status.value.state !== 'paused') {
      await this.#prepare(experiment, async (service, tell, loading) => {
        await service.begin(experiment, tell, loading);
        return null;
      });
    }
    if (this.status.value.state !== 'paused') return;
    await this.ask((service) => service.step()).then(
      () => this.#done && this.#ended(null),
      (error: unknown) => this.#ended(error),
    );
  }

  async #prepare(
    experiment: Experiment,
    begin: (
      service: Link<Workshop>['service'],
      tell: (event: TrainingEvent) => void,
      loading: (progress: Progress) => void,
    ) => Promise<RunAbout | null>,
  ): Promise<void> {
    this.status.value = { state: 'loading', message: 'Getting the data ready…' };
    this.#clear(experiment);
    try {
      const tell = proxy((event: TrainingEvent) => this.#on(event));
      const loading = proxy(({ loaded_bytes, total_bytes }: Progress) => {
        const share = Math.round((100 * loaded_bytes) / total_bytes);
        this.status.value = { state: 'loading', message: `Getting the data ready: ${share} %` };
      });
      const about = await this.ask((service) => begin(service, tell, loading));
      if (about) this.course.restore(about);
      this.unfinished.value = null;
      this.status.value = { state: 'paused', message: '' };
    } catch (error) {
      if (this.#held) this.status.value = { state: 'idle', message: 'Stopped before it began.' };
      else this.#ended(error);
    }
  }

  #clear(experiment: Experiment): void {
    this.experiment.value = experiment;
    this.course.clear();
    this.weights_hash.value = '';
    this.#done = null;
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
    this.status.value = { state: 'idle', message: 'Stopped. The network as it is by now can be saved.' };
    await this.ask((service) => service.stop());
    await this.#fitting;
    this.#tellEnd();
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
    const title = experiment.title.replace(/(, rate changed)?$/, ', rate changed');
    this.experiment.value = { ...experiment, title };
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
      this.status.value = { state: 'done', message: this.#done.stopped ?? '' };
    } else return;
    this.#tellEnd();
  }

  #tellEnd(): void {
    const experiment = this.experiment.value;
    if (experiment) this.onended(experiment, this.course.epochs.value, this.status.value.state);
  }

  #died(error: unknown): void {
    this.#unwatch();
    this.#link?.worker.terminate();
    this.#link = null;
    this.#opening = null;
    this.about.value = null;
    this.#fail('Training stopped unexpectedly; it is being started again.', error);
    void this.open().then(
      () => {
        const { unfinished } = this;
        const rest = unfinished.value ? 'You can resume it.' : 'What was trained so far can be saved.';
        this.status.value = { state: 'error', message: `Training stopped unexpectedly. ${rest}` };
        if (this.data.value) void this.load(this.data.value.id);
      },
      () => {},
    );
  }

  #fail(message: string, error: unknown): void {
    this.status.value = { state: 'error', message: message || inWords(error) };
  }
}
