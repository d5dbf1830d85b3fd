import { signal } from '@preact/signals';
import type { Done, Kind } from '../../wasm/library/index';
import type { Moment } from '../state/database';
import { rateOf } from '../state/rates';
import { divergedWords } from './diverged';
import { History } from './history';
import type { Experiment, TrainingEvent } from './run';
import type { RunKind } from './unfinished_runs';

export type TrainingState = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'error';
export interface TrainingStatus {
  state: TrainingState;
  message: string;
  /** The learning rate, or its height, at which the run's numbers were no longer finite. */
  too_high?: number;
}

/** What the page shows of a run. */
export class RunState {
  readonly history = new History();
  readonly status = signal<TrainingStatus>({ state: 'idle', message: '' });
  /** Why the run is not kept; '' where it is. */
  readonly storageTrouble = signal('');
  /** The experiment at work or last ended. */
  readonly experiment = signal<Experiment | null>(null);
  /** What is known of the run once it has begun. */
  readonly kind = signal<RunKind | null>(null);
  /** The newest good weights of the run, as a model file. */
  readonly weights = signal<Uint8Array<ArrayBuffer> | null>(null);
  readonly weights_hash = signal('');
  /** What is kept of the run so far: state/moments.ts has their files. */
  readonly moments = signal<readonly Moment[]>([]);
  #done: Done | null = null;

  protected clear(experiment: Experiment): void {
    this.experiment.value = experiment;
    this.history.clear();
    this.weights_hash.value = '';
    this.kind.value = null;
    this.moments.value = [];
    this.#done = null;
  }

  protected take(event: TrainingEvent): void {
    if (event.event === 'weights') this.weights.value = event.file;
    else if (event.event === 'storage') this.storageTrouble.value = event.trouble;
    else if (event.event === 'moments') this.moments.value = event.moments;
    else if (event.event === 'done') this.#done = event;
    else this.history.add(event);
  }

  /** Whether the run has come to its end, which is shown. */
  protected finish(schedules: readonly Kind[]): boolean {
    const done = this.#done;
    if (!done) return false;
    this.weights_hash.value = done.weights_hash;
    this.status.value = done.diverged
      ? this.#diverged(done, schedules)
      : { state: 'done', message: done.stopped ?? '' };
    return true;
  }

  #diverged(done: Done, schedules: readonly Kind[]): TrainingStatus {
    const too_high = rateOf(this.experiment.value!.plan, schedules);
    const rate = this.history.latest.value?.learning_rate ?? too_high;
    return { state: 'error', message: divergedWords(done, rate), too_high };
  }
}
