import * as messages from '../app/messages';
import type { BatchEnd, Done, Engine, EpochEnd, Trainer, TrainingPlan } from '../../wasm/library/index';
import type { LabelledImages } from '../data/images';
import { database } from '../state/database';
import { inWords } from '../ui/words';
import { newRun, type OwnRun, type RunAbout, type RunKind } from './unfinished_runs';

/** What is trained: data, and everything else about it. */
export interface Experiment {
  dataset: string;
  /** What it is called among others, and the address that leads to it. */
  title: string;
  address: string;
  plan: TrainingPlan;
  /** A model file to train further, in place of the plan's new network. */
  from?: Uint8Array<ArrayBuffer>;
  /** How many images of this data set are trained on as well, so that it is not forgotten. */
  rehearsal?: { dataset: string; images: number };
}

export type TrainingEvent =
  | BatchEnd
  | EpochEnd
  | Done
  | { event: 'weights'; file: Uint8Array<ArrayBuffer> }
  /** Why the run is kept no further, and what a reload would lose; or '' where it is kept again. */
  | { event: 'storage'; trouble: string };
export type Emit = (event: TrainingEvent) => void | Promise<void>;

/** Between two things of a kind, at least so long. */
const PROGRESS_MS = 50;
const WEIGHTS_MS = 700;
/** With the time that writing takes, no more than two seconds of training are lost. */
const CHECKPOINT_MS = 1000;
/** What the models after each epoch may take in memory. */
const SNAPSHOT_BYTES = 96 * 2 ** 20;

/** What a reload would do to a run, some of which is kept or none. */
const lossWords = (isKept: boolean) =>
  isKept ? messages.training.reloadGoesBack : messages.training.reloadLoses;

/** One run: steps, emits what happens, and keeps what is needed to go on where the tab dies. */
export class Training {
  readonly #snapshots = new Map<number, Uint8Array<ArrayBuffer>>();
  #emitted = 0;
  #pushed = 0;
  #stepped = performance.now();
  /** When the last checkpoint was begun. */
  #kept = 0;
  #writing: Promise<void> | null = null;
  #isKept: boolean;
  #trouble = '';
  #ending: Promise<void> | null = null;
  #left = false;

  constructor(
    private readonly trainer: Trainer,
    private readonly run: OwnRun,
    private readonly emit: Emit,
  ) {
    this.#isKept = run.about.latest !== null;
    for (const name of ['batch', 'validation'] as const) {
      trainer.addEventListener(name, ({ detail }) => this.#batch(detail));
    }
    trainer.addEventListener('epoch_end', ({ detail }) => this.#epochEnd(detail));
    trainer.addEventListener('done', ({ detail }) => void this.emit(detail));
  }

  /** Resolves when training is done or stopped; rejects when it fails. */
  async fit(): Promise<void> {
    try {
      await this.trainer.fit();
    } catch (error) {
      await this.#end(false);
      throw error;
    }
    await this.stop();
  }

  pause(): void {
    this.trainer.pause();
    if (this.run.about.latest) void this.emit(this.run.about.latest);
    void Promise.resolve(this.#writing).then(() => this.#checkpoint());
  }

  continue(): void {
    this.trainer.continue();
  }

  setLearningRate(rate: number): void {
    this.trainer.setLearningRate(rate);
  }

  /** One batch, which is emitted in any case. */
  async step(): Promise<void> {
    this.#emitted = 0;
    try {
      if (this.trainer.step().event === 'done') await this.stop();
    } catch (error) {
      await this.#end(false);
      throw error;
    }
  }

  /** Ends the run for good: its weights are emitted, and the engine keeps nothing of it. */
  stop(): Promise<void> {
    if (!this.#ending) this.trainer.stop();
    return this.#end(true);
  }

  get kind(): RunKind {
    const { validation, reproducible } = this.run.about;
    return { validation, reproducible };
  }

  /** What the run is kept under; '' once it is this tab's no more. */
  get id(): string {
    return this.#left ? '' : this.run.id;
  }

  #end(good: boolean): Promise<void> {
    return (this.#ending ??= this.#finish(good));
  }

  /** What went wrong may go well another time: such a run stays, unfinished as it is. */
  async #finish(good: boolean): Promise<void> {
    await this.#writing;
    if (good) await this.emit({ event: 'weights', file: await this.trainer.save() });
    this.trainer.dispose();
    if (!good) this.#leave();
  }

  #leave(): void {
    this.#left = true;
    this.run.release();
  }

  /** What came of a run that has ended is in good hands: it is not unfinished any more. */
  async forget(): Promise<void> {
    if (this.#left) return;
    await database.removeRun(this.run.id).catch(() => {});
    this.#leave();
  }

  get epochs(): number[] {
    return [...this.#snapshots.keys()];
  }

  snapshot(epoch: number): Uint8Array<ArrayBuffer> | undefined {
    return this.#snapshots.get(epoch);
  }

  #batch(detail: BatchEnd): void {
    this.run.about.latest = detail;
    const now = performance.now();
    const step_ms = now - this.#stepped;
    this.#stepped = now;
    if (now - this.#emitted > PROGRESS_MS) {
      this.#emitted = now;
      void this.emit(detail);
    }
    if (detail.event === 'batch' && now - this.#pushed > WEIGHTS_MS) {
      this.#pushed = now;
      void this.trainer.save().then((file) => this.emit({ event: 'weights', file }));
    }
    // After the next batch it might be too late.
    if (now + step_ms - this.#kept > CHECKPOINT_MS) this.#checkpoint();
  }

  #epochEnd(detail: EpochEnd): void {
    this.run.about.epochs.push(detail);
    void this.trainer.save().then((file) => {
      this.#remember(detail.epoch, file);
      void this.emit(detail);
      void this.emit({ event: 'weights', file: file.slice() });
    });
  }

  /** The latest stays, and of the others every second goes when they become too many. */
  #remember(epoch: number, file: Uint8Array<ArrayBuffer>): void {
    this.#snapshots.set(epoch, file);
    if (this.#snapshots.size * file.length <= SNAPSHOT_BYTES) return;
    const goes = this.epochs.filter((known, i) => i % 2 === 1 && known !== epoch);
    for (const known of goes) this.#snapshots.delete(known);
  }

  #checkpoint(): void {
    if (this.#writing || this.#ending) return;
    this.#kept = performance.now();
    this.#writing = this.#write()
      .then(
        () => {
          this.#isKept = true;
          this.#emitTrouble('');
        },
        (error: unknown) => this.#emitTrouble(`${inWords(error)} ${lossWords(this.#isKept)}`),
      )
      .finally(() => (this.#writing = null));
  }

  async #write(): Promise<void> {
    const about = structuredClone(this.run.about);
    const checkpoint = await this.trainer.checkpoint();
    await database.putRun({ id: this.run.id, written: Date.now(), about }, checkpoint);
  }

  #emitTrouble(trouble: string): void {
    if (trouble !== this.#trouble) void this.emit({ event: 'storage', trouble });
    this.#trouble = trouble;
  }

  static async begin(
    engine: Engine,
    experiment: Experiment,
    data: LabelledImages,
    validation_data: LabelledImages | undefined,
    emit: Emit,
  ): Promise<Training> {
    const { model, training, seed } = experiment.plan;
    const trainer = await engine.trainer({
      model: experiment.from ?? model,
      training,
      seed,
      data,
      validation_data,
    });
    const about: RunAbout = {
      experiment,
      begun: Date.now(),
      epochs: [],
      latest: null,
      validation: trainer.validation,
      reproducible: engine.reproducible,
    };
    const begun = new Training(trainer, await newRun(about), emit);
    begun.#checkpoint();
    return begun;
  }
}
