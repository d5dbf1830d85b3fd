import { expose, transfer } from 'comlink';
import * as messages from '../app/messages';
import type { Moment } from '../state/database';
import { momentFile, momentsOf } from '../state/moments';
import {
  type Engine,
  type Evaluation,
  type LoadOptions,
  type ModelFormat,
  type Outline,
  type TrainingPlan,
} from '../../wasm/library/index';
import type { ImportedFile } from '../data/imported_file';
import type { Progress } from '../data/download';
import { join, type LabelledImages, pick, spread } from '../data/images';
import { type DataInfo, Datasets, DRAWINGS, type Taken } from './datasets';
import { begin } from './begin';
import { crashOnFatal } from './crash';
import { paced } from './paced';
import { type EngineAbout, openEngine, type TrainerOptions } from './training_engine';
import {
  discardRun,
  modelOfRun,
  type RunAbout,
  type RunKind,
  takeRun,
  type Unfinished,
  unfinishedRuns,
} from './unfinished_runs';
import { exported, inspect, type ModelAbout, tryOut, type TriedOut } from './model_files';
import { readMoments, removeLostMoments } from './moments';
import { guessPace, measure, type Pace } from './speed';
import { type Experiment, type Emit, Training, type TrainingEvent } from './run';
import './thrown';

export type Begun = { id: string } & RunKind;
/** How a model reads a data set of these labels. */
export interface Evaluated {
  evaluation: Evaluation;
  labels: Uint8Array;
  seconds: number;
}
let engine: Engine;
let datasets: Datasets;
let training: Training | null = null;

/**
 * What is trained on: with the rehearsal, if there is one. Where no part of it is put aside for validation, the data
 * set's own test part serves for that.
 */
async function trainingData(
  { dataset, plan, rehearsal, from }: Experiment,
  onProgress: (progress: Progress) => void,
): Promise<{ data: LabelledImages; validation?: LabelledImages }> {
  const own = await datasets.get(dataset, onProgress);
  if (!rehearsal) {
    const validates = !plan.training.validation_split && own.test;
    return { data: own.training, validation: validates ? own.test! : undefined };
  }
  const base = await datasets.get(rehearsal.dataset, onProgress);
  const offset = plan.seed % 7;
  const chosen = spread(base.training.labels.length - offset, rehearsal.images).map(
    (index) => index + offset,
  );
  const drawings =
    dataset === DRAWINGS && from ? { ...own.training, label_names: base.training.label_names } : own.training;
  const times = Math.max(1, Math.round(rehearsal.images / 2 / drawings.labels.length));
  const parts = [pick(base.training, chosen), ...Array.from({ length: times }, () => drawings)];
  return { data: join(parts) };
}

const send = (event: TrainingEvent, emit: Emit) =>
  emit(event.event === 'weights' ? transfer(event, [event.file.buffer]) : event);

const current = (): Training => {
  if (!training) throw new Error(messages.training.nothingTrains);
  return training;
};

async function end(): Promise<void> {
  await training?.stop();
  await training?.forget();
}

/** Of a moment; of the newest run some may be in memory alone. */
const fileOf = (id: string) => (training ? training.momentFile(id) : momentFile(id));

const service = {
  /** Once more for another engine; data and what was trained stay. */
  async open(options: TrainerOptions): Promise<EngineAbout> {
    const before = engine as Engine | undefined;
    const opened = await openEngine(options, before);
    engine = opened.engine;
    if (before) datasets.engine = engine;
    else {
      datasets = new Datasets(engine, options.base);
      removeLostMoments().catch(() => {});
    }
    before?.dispose();
    return opened.about;
  },

  setThreads: (count: number) => engine.setThreads(count),

  outline: (model: object): Outline => engine.outline(model),

  data: (id: string, onProgress: (progress: Progress) => void): Promise<DataInfo> =>
    datasets.info(id, onProgress),
  take: (id: string, imported: ImportedFile[], onProgress: (share: number) => void): Promise<Taken> =>
    datasets.take(id, imported, onProgress),
  answer: (scaling: string): Promise<Taken> => datasets.answer(scaling),
  cancelData: () => datasets.cancel(),
  images: (id: string, part: 'training' | 'test', indices: number[]) => datasets.images(id, part, indices),
  /** Some training images, as they are or as training augments them: ink 0 to 1. */
  async samples(id: string, count: number, augmentation: object | null, seed: number) {
    const { training: all } = await datasets.get(id);
    const some = pick(all, spread(all.labels.length, count));
    return { ...some, ink: engine.augmented(some, augmentation ?? {}, seed) };
  },

  /** Ends any other run of this tab. */
  async begin(experiment: Experiment, emit: Emit, onProgress: (progress: Progress) => void): Promise<Begun> {
    await end();
    const { data, validation } = await trainingData(experiment, onProgress);
    training = await begin(engine, experiment, data, validation, (event) => send(event, emit));
    return { id: training.id, ...training.kind };
  },

  unfinished: (): Promise<Unfinished[]> => unfinishedRuns(training?.id ?? ''),

  /** Makes an unfinished run the current one; it stands still until fit(). */
  async resume(id: string, emit: Emit, onProgress: (progress: Progress) => void): Promise<RunAbout> {
    await end();
    const run = await takeRun(id);
    try {
      const { data, validation } = await trainingData(run.about.experiment, onProgress);
      const trainer = await engine.resume(run.checkpoint, data, validation);
      run.about.reproducible &&= engine.reproducible;
      run.about.parameters = trainer.model.parameters;
      const moments = await momentsOf(id).catch(() => []);
      training = new Training(trainer, run, (event) => send(event, emit), moments);
      return run.about;
    } catch (error) {
      run.release();
      throw error;
    }
  },
  async rescued(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const file = await modelOfRun(engine, id);
    return transfer(file, [file.buffer]);
  },
  discard: discardRun,
  /** Of a run that has ended: what came of it is kept elsewhere. Moments of a run of which nothing is go with the next visit. */
  async forget(id: string): Promise<void> {
    if (training?.id === id) await training.forget();
  },

  fit: () => current().fit(),
  pause: () => current().pause(),
  continue: () => current().continue(),
  step: () => current().step(),
  stop: () => current().stop(),
  setLearningRate: (rate: number) => current().setLearningRate(rate),
  momentFile: fileOf,
  readMoments: (moments: readonly Moment[], image: Float32Array) =>
    readMoments(engine, moments, image, fileOf),

  inspect: (files: Record<string, Uint8Array<ArrayBuffer>>, options?: LoadOptions): Promise<ModelAbout> =>
    inspect(engine, files, options),
  tryOut: (file: Uint8Array): Promise<TriedOut> => tryOut(engine, datasets, file),
  async exported(file: Uint8Array, format: ModelFormat): Promise<Uint8Array<ArrayBuffer>> {
    const saved = await exported(engine, file, format);
    return transfer(saved, [saved.buffer]);
  },

  /**
   * Without a test part on the training images; of more than `most`, on so many of them. `onProgress` gets the share that is
   * done, and ends it with false.
   */
  async evaluate(
    file: Uint8Array,
    id: string,
    onProgress: (share: number) => Promise<boolean>,
    most = Infinity,
  ): Promise<Evaluated | null> {
    const all = await datasets.tested(id);
    const data = all.labels.length > most ? pick(all, spread(all.labels.length, most)) : all;
    const model = await engine.load(file);
    try {
      if (model.labels.join('\n') !== data.label_names.join('\n'))
        throw new Error(messages.evaluate.otherClasses(model.labels.join(' '), data.label_names.join(' ')));
      const begun = performance.now();
      const evaluation = await model.evaluate(data, paced(onProgress));
      return evaluation && { evaluation, labels: data.labels, seconds: (performance.now() - begun) / 1000 };
    } finally {
      model.dispose();
    }
  },

  measure: (plan: TrainingPlan, onProgress: (seconds_left: number) => Promise<boolean>) =>
    measure(engine, plan, onProgress),

  guessPace: (plan: TrainingPlan): Promise<Pace> => guessPace(engine, plan),

  /** How many models and benchmarks are alive in the engine. */
  liveObjects: () => engine.liveObjects(),
};

export type TrainerService = typeof service;
expose(crashOnFatal(service));
Object.assign(self, { inkling: { live: service.liveObjects, memory: () => engine.memoryBytes() } });
