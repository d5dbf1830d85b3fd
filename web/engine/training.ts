import type { BatchEnd, Done, Engine, EpochEnd, Trainer, TrainingPlan } from '../../wasm/library/index';
import type { LabelledImages } from '../data/images';
import { database, storageTrouble } from '../state/database';

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

/** What an unfinished run is known by. */
export interface RunAbout {
  experiment: Experiment;
  /** When it was begun, in milliseconds since 1970. */
  begun: number;
  epochs: EpochEnd[];
  latest: BatchEnd | null;
}

export type TrainingEvent =
  | BatchEnd
  | EpochEnd
  | Done
  | { event: 'weights'; file: Uint8Array<ArrayBuffer> }
  | { event: 'storage'; trouble: string };
export type Tell = (event: TrainingEvent) => void | Promise<void>;

/** Between two things of a kind, at least so long. */
const PROGRESS_MS = 50;
const WEIGHTS_MS = 700;
const CHECKPOINT_MS = 1000;
/** Of all time, at most this share goes into checkpoints. */
const CHECKPOINT_SHARE = 0.05;
/** What the models after each epoch may take in memory. */
const SNAPSHOT_BYTES = 96 * 2 ** 20;

/** One run: steps, tells, and keeps what is needed to go on after a crash. */
export class Training {
  readonly #snapshots = new Map<number, Uint8Array<ArrayBuffer>>();
  #told = 0;
  #pushed = 0;
  /** The first at once: a run that was begun is known from then on. */
  #nextCheckpoint = 0;
  #writing: Promise<void> | null = null;
  #slot = 0;
  #storageFailed = false;
  /** Weights whose loss is not known yet. */
  #untried: Uint8Array<ArrayBuffer> | null = null;
  #ending: Promise<void> | null = null;

  constructor(
    private readonly trainer: Trainer,
    private readonly about: RunAbout,
    private readonly tell: Tell,
  ) {
    for (const name of ['batch', 'validation'] as const) {
      trainer.addEventListener(name, ({ detail }) => this.#batch(detail));
    }
    trainer.addEventListener('epoch_end', ({ detail }) => this.#epochEnd(detail));
    trainer.addEventListener('done', ({ detail }) => void this.tell(detail));
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
    if (this.about.latest) void this.tell(this.about.latest);
    void this.#checkpoint();
  }

  proceed(): void {
    this.trainer.resume();
  }

  setLearningRate(rate: number): void {
    this.trainer.setLearningRate(rate);
  }

  /** One batch, which is told in any case. */
  async step(): Promise<void> {
    this.#told = 0;
    try {
      if (this.trainer.step().event === 'done') await this.stop();
    } catch (error) {
      await this.#end(false);
      throw error;
    }
  }

  /** Ends the run for good: its weights are told, and the engine keeps nothing of it. */
  stop(): Promise<void> {
    if (!this.#ending) this.trainer.stop();
    return this.#end(true);
  }

  #end(good: boolean): Promise<void> {
    return (this.#ending ??= this.#finish(good));
  }

  async #finish(good: boolean): Promise<void> {
    await this.#writing;
    if (good) await this.tell({ event: 'weights', file: await this.trainer.save() });
    this.trainer.dispose();
    await Training.discard();
  }

  get epochs(): number[] {
    return [...this.#snapshots.keys()];
  }

  snapshot(epoch: number): Uint8Array<ArrayBuffer> | undefined {
    return this.#snapshots.get(epoch);
  }

  #batch(detail: BatchEnd): void {
    this.about.latest = detail;
    const now = performance.now();
    if (now - this.#told > PROGRESS_MS) {
      this.#told = now;
      void this.tell(detail);
    }
    if (detail.event === 'batch') this.#offerWeights(now);
    if (now > this.#nextCheckpoint) void this.#checkpoint();
  }

  /** A batch came through with a finite loss, so the weights that it began with are good. */
  #offerWeights(now: number): void {
    if (this.#untried) void this.tell({ event: 'weights', file: this.#untried });
    this.#untried = null;
    if (now - this.#pushed < WEIGHTS_MS) return;
    this.#pushed = now;
    void this.trainer.save().then((file) => (this.#untried = file));
  }

  #epochEnd(detail: EpochEnd): void {
    this.about.epochs.push(detail);
    void this.trainer.save().then((file) => {
      this.#remember(detail.epoch, file);
      void this.tell(detail);
      this.#untried = file.slice();
    });
  }

  /** The latest stays, and of the others every second goes when they become too many. */
  #remember(epoch: number, file: Uint8Array<ArrayBuffer>): void {
    this.#snapshots.set(epoch, file);
    if (this.#snapshots.size * file.length <= SNAPSHOT_BYTES) return;
    const goes = this.epochs.filter((known, i) => i % 2 === 1 && known !== epoch);
    for (const known of goes) this.#snapshots.delete(known);
  }

  /** Into two slots by turns, so that one is always whole. */
  async #checkpoint(): Promise<void> {
    if (this.#writing || this.#ending) return;
    const begun = performance.now();
    this.#nextCheckpoint = Infinity;
    this.#writing = (async () => {
      const about = structuredClone(this.about);
      const checkpoint = await this.trainer.checkpoint();
      await database.put('runs', { slot: this.#slot, written: Date.now(), about, checkpoint });
      this.#slot = 1 - this.#slot;
      this.#storageFailed = false;
    })().catch((error: unknown) => {
      if (!this.#storageFailed) void this.tell({ event: 'storage', trouble: storageTrouble(error) });
      this.#storageFailed = true;
    });
    await this.#writing;
    this.#writing = null;
    const now = performance.now();
    this.#nextCheckpoint = now + Math.max(CHECKPOINT_MS, (now - begun) / CHECKPOINT_SHARE);
  }

  /** Forgets the unfinished run. */
  static discard(): Promise<void> {
    return database.clear('runs').catch(() => {});
  }

  /** The unfinished run, newest first where a slot was not written in full. */
  static async unfinished(): Promise<
    { about: RunAbout; written: number; checkpoint: Uint8Array<ArrayBuffer> }[]
  > {
    const runs = await database.all('runs').catch(() => []);
    return runs
      .sort((a, b) => b.written - a.written)
      .map(({ about, written, checkpoint }) => ({ about: about as RunAbout, written, checkpoint }));
  }

  static async begin(
    engine: Engine,
    experiment: Experiment,
    data: LabelledImages,
    validation_data: LabelledImages | undefined,
    tell: Tell,
  ): Promise<Training> {
    const { model, training, seed } = experiment.plan;
    const trainer = await engine.trainer({
      model: experiment.from ?? model,
      training,
      seed,
      data,
      validation_data,
    });
    return new Training(trainer, { experiment, begun: Date.now(), epochs: [], latest: null }, tell);
  }
}
