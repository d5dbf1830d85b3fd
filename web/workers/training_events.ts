import type { BatchEnd, Done, TrainingPlan } from '../../wasm/library/index';
import type { Moment, TimedEpoch } from '../state/database';

/** What is trained: data, and everything else about it. */
export interface Experiment {
  dataset: string;
  /** What it is called among others, and the address that leads to it. */
  title: string;
  address: string;
  plan: TrainingPlan;
  /** A model file to train further, in place of the plan's new network. */
  from?: Uint8Array<ArrayBuffer>;
  /** How many images of this data set are trained on as well, so that it is not forgotten; the others come half as often. */
  rehearsal?: { dataset: string; images: number };
}

/** With the seconds that the run has trained until then. */
export type TimedBatch = BatchEnd & { seconds?: number };

export type TrainingEvent =
  | TimedBatch
  | TimedEpoch
  | Done
  | { event: 'moments'; moments: readonly Moment[] }
  | { event: 'weights'; file: Uint8Array<ArrayBuffer> }
  /** Why the run is kept no further, and what a reload would lose; or '' where it is kept again. */
  | { event: 'storage'; trouble: string };
export type Emit = (event: TrainingEvent) => void | Promise<void>;
