import type { Engine, LoadOptions, Model, ModelFormat, Origin } from '../../wasm/library/index';
import { pick } from '../data/images';
import type { Datasets } from './datasets';

export interface ModelAbout {
  name: string;
  labels: string[];
  parameters: number;
  weights_hash: string;
  summary: string;
  /** Where it comes from; null where it is one of ours. */
  origin: Origin | null;
  file: Uint8Array<ArrayBuffer>;
}

/** Of test images, how many were read right, and how quickly. */
export interface TriedOut {
  right: number;
  of: number;
  images_per_second: number;
}

/** So many tell an accuracy to a percent. */
const TRIED = 1000;

async function withModel<Result>(
  engine: Engine,
  files: Parameters<Engine['load']>[0],
  options: LoadOptions,
  work: (model: Model) => Promise<Result>,
): Promise<Result> {
  const model = await engine.load(files, options);
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}

/** What a model is, whoever made it, and its own file; throws, in words, where it is none. */
export const inspect = (
  engine: Engine,
  files: Record<string, Uint8Array<ArrayBuffer>>,
  options: LoadOptions = {},
): Promise<ModelAbout> =>
  withModel(engine, files, options, async (model) => {
    const { name, labels, parameters, weights_hash, summary, origin } = model;
    const file = origin ? await model.save() : Object.values(files)[0];
    return { name, labels, parameters, weights_hash, summary, origin, file };
  });

/** How a model that reads digits does on the first of MNIST's test images. */
export async function tryOut(engine: Engine, datasets: Datasets, file: Uint8Array): Promise<TriedOut> {
  const data = pick(
    await datasets.tested('mnist'),
    Array.from({ length: TRIED }, (_, index) => index),
  );
  return withModel(engine, file, {}, async (model) => {
    const begun = performance.now();
    const { guesses } = await model.evaluate({ ...data, label_names: model.labels });
    const seconds = (performance.now() - begun) / 1000;
    const right = guesses.filter((guess, i) => guess === data.labels[i]).length;
    return { right, of: TRIED, images_per_second: TRIED / seconds };
  });
}

/** A model's file for other programs. */
export const exported = (
  engine: Engine,
  file: Uint8Array,
  format: ModelFormat,
): Promise<Uint8Array<ArrayBuffer>> => withModel(engine, file, {}, (model) => model.save(format));
