import type { BatchEnd, Done, Engine, EpochEnd, Trainer, TrainingPlan } from '../../wasm/library/index';
import { database, storageTrouble } from '../state/database';

/** What is trained: data, and everything else about it. */
export interface Experiment {
  dataset: string;
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

/** Between two things of a kind, at least so long. */
const PROGRESS_MS = 50;
const WEIGHTS_MS = 700;
const CHECKPOINT_MS = 3000;
/** Of all time, at most this share goes into checkpoints. */
const CHECKPOINT_SHARE = 0.05;
/** What the models after each epoch may take in memory. */
const SNAPSHOT_BYTES = 96 * 2 ** 20;

/** One run: steps, tells, and keeps what is needed to go on after a crash. */
export class Training {
  readonly #snapshots = new Map<number, Uint8Array<ArrayBuffer>>();
  #told = 0;
  #pushed = 0;
  #nextCheckpoint = performance.now() + CHECKPOINT_MS;
  #writing: Promise<void> | null = null;
  #slot = 0;
  #storageFailed = false;
  #ended = false;

  constructor(
    readonly trainer: Trainer,
    private readonly about: RunAbout,
    private readonly tell: (event: TrainingEvent) => void,
  ) {
    for (const name of ['batch', 'validation'] as const) {
      trainer.addEventListener(name, ({ detail }) => this.#batch(detail));
    }
    trainer.addEventListener('epoch_end', ({ detail }) => this.#epochEnd(detail));
    trainer.addEventListener('done', ({ detail }) => {
      this.tell(detail);
      this.#ended = true;
    });
  }

  /** Resolves when training is done or stopped. */
  async fit(): Promise<void> {
    await this.trainer.fit();
    await this.#writing;
    if (this.#ended) await Training.discard();
  }

  pause(): void {
    this.trainer.pause();
    if (this.about.latest) this.tell(this.about.latest);
    void this.#checkpoint();
  }

  /** One batch, which is told in any case. */
  step(): void {
    this.#told = 0;
    this.trainer.step();
  }

  /** Ends the run for good. */
  async stop(): Promise<void> {
    this.trainer.stop();
    this.#ended = true;
    await this.#writing;
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
      this.tell(detail);
    }
    if (detail.event === 'batch' && now - this.#pushed > WEIGHTS_MS) {
      this.#pushed = now;
      void this.trainer.save().then((file) => this.tell({ event: 'weights', file }));
    }
    if (now > this.#nextCheckpoint) void this.#checkpoint();
  }

  #epochEnd(detail: EpochEnd): void {
    this.about.epochs.push(detail);
    void this.trainer.save().then((file) => {
      this.#remember(detail.epoch, file);
      this.tell(detail);
      this.tell({ event: 'weights', file: file.slice() });
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
    if (this.#writing || this.#ended) return;
    const begun = performance.now();
    this.#nextCheckpoint = Infinity;
    this.#writing = (async () => {
      const about = structuredClone(this.about);
      const checkpoint = await this.trainer.checkpoint();
      await database.put('runs', { slot: this.#slot, written: Date.now(), about, checkpoint });
      this.#slot = 1 - this.#slot;
      this.#storageFailed = false;
    })().catch((error: unknown) => {
      if (!this.#storageFailed) this.tell({ event: 'storage', trouble: storageTrouble(error) });
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
    data: Parameters<Engine['trainer']>[0]['data'],
    tell: (event: TrainingEvent) => void,
  ): Promise<Training> {
    const { model, training, seed } = experiment.plan;
    const trainer = await engine.trainer({ model: experiment.from ?? model, training, seed, data });
    return new Training(trainer, { experiment, begun: Date.now(), epochs: [], latest: null }, tell);
  }
}
