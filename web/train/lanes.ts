import { signal } from '@preact/signals';
import type { EndedRun, TimedEpoch } from '../state/database';
import type { TrainingContext } from '../app/context';
import type { Experiment } from '../workers/run';
import { expectedSeconds } from './expected';

export const MOST_LANES = 4;

/** One of the runs that are raced. */
export interface Lane {
  experiment: Experiment;
  /** What it came to; null until then. */
  run: EndedRun | null;
  /** How long it will take, as far as that is known. */
  expected_seconds: number;
}

/** Validated, or else trained. */
export const accuracyOf = ({ val_accuracy, accuracy }: TimedEpoch) => val_accuracy ?? accuracy;

/** Runs that learn the same data one after the other, so that none slows another down. */
export class Race {
  readonly lanes = signal<readonly Lane[]>([]);
  /** Which of them is at work; null while none is. */
  readonly at = signal<number | null>(null);
  /** Is at work or has been asked to stop. */
  #goes = false;
  #onended: (run: EndedRun | null) => void = () => {};

  constructor(private readonly app: TrainingContext) {}

  set(experiments: readonly Experiment[]): void {
    this.lanes.value = experiments
      .slice(0, MOST_LANES)
      .map((experiment) => ({ experiment, run: null, expected_seconds: 0 }));
  }

  add(experiment: Experiment): void {
    this.set([...this.lanes.value.map((lane) => lane.experiment), experiment]);
  }

  remove(at: number): void {
    this.set(this.lanes.value.flatMap(({ experiment }, i) => (i === at ? [] : [experiment])));
  }

  /** Until all have run, or one was stopped. */
  async start(): Promise<void> {
    if (this.#goes) return;
    this.#goes = true;
    this.set(this.lanes.value.map((lane) => lane.experiment));
    this.at.value = 0;
    try {
      for (let i = 0; i < this.lanes.value.length; i++) {
        const seconds = await expectedSeconds(this.app, this.lanes.value[i].experiment.plan).catch(() => 0);
        this.#change(i, { expected_seconds: seconds ?? 0 });
      }
      for (let i = 0; i < this.lanes.value.length && this.#goes; i++) {
        this.at.value = i;
        const { run, isStopped } = await this.#run(this.lanes.value[i].experiment);
        this.#change(i, { run });
        if (isStopped) break;
      }
    } finally {
      this.#goes = false;
      this.at.value = null;
    }
  }

  stop(): void {
    this.#goes = false;
    void this.app.trainer.stop();
  }

  /** Seconds until all have run. */
  get seconds_left(): number {
    const at = this.at.value ?? 0;
    const { seconds_left } = this.app.trainer.history;
    return this.lanes.value
      .slice(at)
      .reduce((sum, lane, i) => sum + ((i === 0 && seconds_left.value) || lane.expected_seconds), 0);
  }

  #change(at: number, change: Partial<Lane>): void {
    this.lanes.value = this.lanes.value.map((lane, i) => (i === at ? { ...lane, ...change } : lane));
  }

  /** Is told of every run that ends, and what is kept of it. */
  ended(run: EndedRun | null): void {
    this.#onended(run);
  }

  /** One that has failed has lost, but the race goes on; it ends with one that was stopped. */
  async #run(experiment: Experiment): Promise<{ run: EndedRun | null; isStopped: boolean }> {
    const { trainer } = this.app;
    const isIdle = () => trainer.status.value.state === 'idle';
    const ended = new Promise<EndedRun | null>((resolve) => (this.#onended = resolve));
    await trainer.start(experiment);
    // It was stopped before it began.
    if (isIdle()) return { run: null, isStopped: true };
    const run = await ended;
    return { run, isStopped: isIdle() };
  }
}
