import type { EpochEnd, TrainingPlan } from '../../wasm/library/index';
import type { LabelledImages } from '../data/images';

export interface SavedModel {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  date: number;
  labels: string[];
  parameters: number;
  weights_hash: string;
  /** What it was trained on, and how well it reads: 'val_accuracy' and so on. */
  dataset: string;
  figures: Record<string, number>;
  file: Uint8Array<ArrayBuffer>;
}

export interface SavedDrawing {
  id: string;
  date: number;
  label: string;
  /** As the engine takes them, in drawing units. */
  strokes: number[][];
}

export interface SavedData {
  id: string;
  name: string;
  training: LabelledImages;
  test: LabelledImages | null;
  /** How their numbers were read. */
  words?: string;
}

/** How training went: means over the last batches. `at` counts epochs: 1.5 is half way through the second. */
export interface Point {
  at: number;
  loss: number;
  accuracy: number | null;
}

/** The end of an epoch, and the seconds that the run had trained until then. */
export type TimedEpoch = EpochEnd & { seconds?: number };

/** A run that came to its end; its moments stand under its id. Those of before this was known have no more than epochs. */
export interface EndedRun {
  id: string;
  begun: number;
  /** The address that leads to the same experiment. */
  address: string;
  title: string;
  state: string;
  epochs: TimedEpoch[];
  points?: Point[];
  /** The optimizer and all else that it was trained with. */
  plan?: TrainingPlan;
  parameters?: number;
  seconds?: number;
  weights_hash?: string;
}

/** A network as it was at one moment of a run. Its file stands under the same id. */
export interface Moment {
  id: string;
  /** Batches since the run began. */
  step: number;
  /** The same in epochs. */
  at: number;
  /** Where it was validated just then. */
  val_accuracy?: number;
}

/** The moments of the run of this id, in their order. */
export interface SavedMoments {
  id: string;
  moments: Moment[];
}

export interface MomentFile {
  id: string;
  file: Uint8Array<ArrayBuffer>;
}

/** A run that was under way, as `about` says. The checkpoint to go on with stands under the same id. */
export interface SavedRun {
  id: string;
  /** Milliseconds since 1970. */
  written: number;
  about: unknown;
}

export interface SavedCheckpoint {
  id: string;
  checkpoint: Uint8Array<ArrayBuffer>;
}
