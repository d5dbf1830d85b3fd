import * as messages from '../app/messages';
import type { BatchEnd, EpochEnd, Trainer } from '../../wasm/library/index';
import { database, type Moment } from '../state/database';
import { inWords } from '../ui/words';
import { free } from './free';
import { Moments } from './moments';
import type { Emit } from './training_events';
import type { OwnRun, RunKind } from './unfinished_runs';

export type * from './training_events';

/** Between two things of a kind, at least so long. */
const PROGRESS_MS = 100;
const WEIGHTS_MS = 700;
/** With the time that writing takes, no more than two seconds of training are lost. */
const CHECKPOINT_MS = 1000;

/** What a reload would do to a run, some of which is kept or none. */
const lossWords = (isKept: boolean) =>
  isKept ? messages.training.reloadGoesBack : messages.training.reloadLoses;

/** Why checkpoints, and why moments, are not kept; '' where they are. */
interface Troubles {
  checkpoint: string;
  moments: string;
}

type Validated = Pick<Moment, 'val_accuracy'>;
const figuresOf = ({ val_accuracy }: Validated): Validated =>
  val_accuracy === undefined ? {} : { val_accuracy };

/** One run: steps, emits what happens, and keeps what is needed to go on where the tab dies. */
export class Training {
  readonly #moments: Moments;
  #emitted = 0;
  #pushed = 0;
  #stepped = performance.now();
  /** When the last checkpoint was begun. */
  #kept = 0;
  #writing: Promise<void> | null = null;
  #isKept: boolean;
  #troubles: Troubles = { checkpoint: '', moments: '' };
  #ending: Promise<void> | null = null;
  #left = false;
  /** Before its time, so that its weights may be earlier ones. */
  #isStopped = false;

  constructor(
    private readonly trainer: Trainer,
    private readonly run: OwnRun,
    private readonly emit: Emit,
    moments: readonly Moment[] = [],
  ) {
    this.#isKept = run.about.latest !== null;
    this.#moments = new Moments(run.id, moments, (moments, error) => {
      void this.emit({ event: 'moments', moments });
      this.#tell({ moments: error ? `${inWords(error)} ${messages.training.momentsLost}` : '' });
    });
    this.#moments.goBack(this.#now.step);
    this.#keepMoment();
    for (const name of ['batch', 'validation'] as const) {
      trainer.addEventListener(name, ({ detail }) => this.#batch(detail));
    }
    trainer.addEventListener('epoch_end', ({ detail }) => this.#epochEnd(detail));
    if (!this.#isKept) this.#checkpoint();
    trainer.addEventListener('done', ({ detail }) => {
      this.#isStopped = detail.stopped !== undefined || detail.diverged === true;
      void this.emit(detail);
    });
  }

  /** Resolves when training is done or stopped; rejects when it fails. */
  async fit(): Promise<void> {
    this.#stepped = performance.now();
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
    this.#stepped = performance.now();
    this.trainer.continue();
  }

  setLearningRate(rate: number): void {
    this.trainer.setLearningRate(rate);
  }

  /** One batch, which is emitted in any case. */
  async step(): Promise<void> {
    this.#emitted = 0;
    this.#stepped = performance.now();
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
    const { validation, reproducible, parameters } = this.run.about;
    return { validation, reproducible, parameters };
  }

  /** The model file of one of its moments. */
  readonly momentFile = (id: string) => this.#moments.file(id);

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
    if (good) {
      const file = await this.trainer.save();
      const now = this.#now;
      const validated = !this.#isStopped && Number.isInteger(now.at) && this.run.about.epochs[now.at - 1];
      this.#moments.add({ ...now, ...figuresOf(validated || {}) }, file.slice());
      await this.#moments.written();
      if (this.run.about.latest) await this.emit(this.run.about.latest);
      await this.emit({ event: 'weights', file });
    }
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
    // Whoever ends a run before its first epoch does not look back at it.
    if (!this.run.about.epochs.length) {
      await database.removeMoments(this.run.id).catch(() => {});
      await this.emit({ event: 'moments', moments: [] });
    }
    this.#leave();
  }

  /** Where the run stands. */
  get #now(): Omit<Moment, 'id'> {
    const { latest } = this.run.about;
    if (!latest) return { step: 0, at: 0 };
    const { epoch, batch, batches } = latest;
    return { step: (epoch - 1) * batches + batch, at: epoch - 1 + batch / batches };
  }

  #keepMoment(validated: Validated = {}): void {
    const moment = { ...this.#now, ...figuresOf(validated) };
    if (this.#moments.isDue(moment)) void this.trainer.save().then((file) => this.#moments.add(moment, file));
  }

  /** Until now, but for the time that it stood still. */
  #time(): { now: number; step_ms: number; seconds: number } {
    const now = performance.now();
    const step_ms = now - this.#stepped;
    this.#stepped = now;
    return { now, step_ms, seconds: (this.run.about.latest?.seconds ?? 0) + step_ms / 1000 };
  }

  #batch(told: BatchEnd): void {
    const { now, step_ms, seconds } = this.#time();
    const detail = (this.run.about.latest = { ...told, seconds });
    if (detail.event === 'batch') this.#keepMoment();
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

  #epochEnd(told: EpochEnd): void {
    const { seconds } = this.#time();
    const detail = { ...told, seconds };
    const { about } = this.run;
    about.epochs.push(detail);
    if (about.latest) about.latest = { ...about.latest, seconds };
    this.#keepMoment(told);
    void this.trainer.save().then((file) => {
      void this.emit(detail);
      void this.emit({ event: 'weights', file });
    });
  }

  #checkpoint(): void {
    if (this.#writing || this.#ending) return;
    this.#kept = performance.now();
    this.#writing = this.#write()
      .then(
        () => {
          this.#isKept = true;
          this.#tell({ checkpoint: '' });
        },
        (error: unknown) => this.#tell({ checkpoint: `${inWords(error)} ${lossWords(this.#isKept)}` }),
      )
      .finally(() => (this.#writing = null));
  }

  async #write(): Promise<void> {
    const about = structuredClone(this.run.about);
    const checkpoint = await this.trainer.checkpoint();
    await database.putRun({ id: this.run.id, written: Date.now(), about }, checkpoint);
    free(checkpoint);
  }

  #tell(troubles: Partial<Troubles>): void {
    const words = () => this.#troubles.checkpoint || this.#troubles.moments;
    const before = words();
    this.#troubles = { ...this.#troubles, ...troubles };
    if (words() !== before) void this.emit({ event: 'storage', trouble: words() });
  }
}
