import { expose } from 'comlink';
import {
  createEngine,
  type Engine,
  type EpochEnd,
  isThreaded,
  type InkSteps,
  type LayerActivation,
  type Model,
  readBytes,
  type Reading,
  type Trainer,
  type TrainingSettings,
  type Weight,
  type WeightedSum,
} from '../../wasm/library/index';
import { download } from '../data/download';
import { type LabelledImages, pick } from '../data/images';
import { decodePng } from '../data/png';
import { Unpacked } from '../data/unpacked';
import { WIDTH } from '../state/pen';
import { crashOnFatal } from './crash';
import type { OpenOptions } from './recognizer_worker';
import './thrown';

/** A model file, or the name of one that the site serves. */
export type LessonModel = Uint8Array | string;

/** What one step of gradient descent does. */
export interface Descent {
  /** Before the step. */
  loss: number;
  /** Of each layer that has any, by its place: before the step and after it. */
  weights: { layer: number; before: Weight[]; after: Weight[] }[];
  /** The network after the step. */
  file: Uint8Array;
}

export interface Untrained {
  loss: number;
  accuracy: number;
}

let base: string;
let variant: OpenOptions['variant'];
let starting: Promise<Engine> | null = null;
const served = new Map<string, Promise<Model>>();
let test: Promise<LabelledImages> | null = null;
let training: Trainer | null = null;

const engine = () =>
  (starting ??= createEngine({ base, variant, threads: 1 }).catch((error: unknown) => {
    starting = null;
    throw error;
  }));

async function load(name: string): Promise<Model> {
  const [started, bytes] = await Promise.all([engine(), readBytes(new URL(name, base))]);
  return started.load(bytes);
}

function servedModel(name: string): Promise<Model> {
  const known = served.get(name);
  if (known) return known;
  const loading = load(name);
  served.set(name, loading);
  loading.catch(() => served.delete(name));
  return loading;
}

/** Lets `use` have the model, which is disposed of where it was brought. */
async function withModel<T>(model: LessonModel, use: (model: Model) => Promise<T>): Promise<T> {
  if (typeof model === 'string') return use(await servedModel(model));
  const opened = await (await engine()).load(model);
  try {
    return await use(opened);
  } finally {
    opened.dispose();
  }
}

/** Images of MNIST's test part, which is a sixth of all. */
async function someTest(from: number, count: number): Promise<LabelledImages> {
  const started = await engine();
  const { signal } = new AbortController();
  const folder = new URL('data/mnist/', base);
  test ??= download(folder, started.readIdx.bind(started), () => {}, signal, ['test']).then(
    (parts) => parts.test,
    (error: unknown) => {
      test = null;
      throw error;
    },
  );
  return pick(
    await test,
    Array.from({ length: count }, (_, i) => from + i),
  );
}

/** Bytes of ink. */
const labelled = (images: Uint8Array, labels: number[], rows: number, columns: number) => ({
  images,
  labels: Uint8Array.from(labels),
  rows,
  columns,
  scaling: '0..255',
});

async function weightsOf(model: Model) {
  const all: { layer: number; weights: Weight[] }[] = [];
  for (const [layer, { weights }] of model.layers.entries())
    if (weights.length) all.push({ layer, weights: await model.weights(layer) });
  return all;
}

const service = {
  open(options: OpenOptions): void {
    base = options.base;
    variant = isThreaded(options.variant) ? 'auto' : options.variant;
  },

  /** A drawing as MNIST would have it, ink 0 to 1. */
  async image(strokes: number[][]): Promise<Float32Array> {
    const { images } = (await engine()).asImages([{ strokes, pen: WIDTH, label: 0 }]);
    return Float32Array.from(images, (ink) => ink / 255);
  },

  look: (model: LessonModel, image: Float32Array): Promise<LayerActivation[]> =>
    withModel(model, async (opened) =>
      (await opened.activations(image)).map((layer) => ({ ...layer, values: layer.values.slice() })),
    ),

  weigh: (model: LessonModel, image: Float32Array, layer: number, index: number): Promise<WeightedSum> =>
    withModel(model, (opened) => opened.weightedSum(image, layer, index)),

  read: (model: LessonModel, strokes: number[][], steps: InkSteps): Promise<Reading> =>
    withModel(model, (opened) => opened.read({ strokes, pen: WIDTH }, steps)),

  predict: (model: LessonModel, images: Float32Array, n: number) =>
    withModel(model, async (opened) => ({
      labels: opened.labels,
      probabilities: await opened.predict(images, n),
    })),

  /** The cross-entropy of one image, in bytes of ink. */
  loss: (model: LessonModel, image: Uint8Array, columns: number, label: number): Promise<number> =>
    withModel(model, async (opened) => {
      const data = {
        ...labelled(image, [label], image.length / columns, columns),
        label_names: opened.labels,
      };
      return (await opened.evaluate(data)).loss;
    }),

  /** So many variants of an image. */
  async augmented(image: Float32Array, count: number, augmentation: object, seed: number) {
    const ink = image.map((each) => Math.round(255 * each));
    const images = Uint8Array.from({ length: count * ink.length }, (_, i) => ink[i % ink.length]);
    const labels = Array.from({ length: count }, () => 0);
    return (await engine()).augmented(labelled(images, labels, 28, 28), augmentation, seed);
  },

  /** How a preset reads test images before it has learned anything. */
  async untrained(preset: string, seed: number, count: number): Promise<Untrained> {
    const data = await someTest(0, count);
    const trainer = await (await engine()).trainer({ preset, data, seed });
    try {
      const { loss, accuracy } = await trainer.model.evaluate(data);
      return { loss, accuracy };
    } finally {
      trainer.dispose();
    }
  },

  /** One step of plain gradient descent, with one image in bytes of ink. */
  async descend(file: Uint8Array, image: Uint8Array, label: number, rate: number): Promise<Descent> {
    const started = await engine();
    const opened = await started.load(file);
    const before = await weightsOf(opened);
    const label_names = opened.labels;
    opened.dispose();
    const optimizer = { class_name: 'SGD', config: { learning_rate: rate } };
    const trainer = await started.trainer({
      model: file,
      data: { ...labelled(image, [label], 1, image.length), label_names },
      training: { optimizer, loss: 'sparse_categorical_crossentropy', epochs: 1, batch_size: 1 },
      validation_split: 0,
    });
    try {
      const { loss } = trainer.step() as EpochEnd;
      const after = await weightsOf(trainer.model);
      const weights = before.map(({ layer, weights }, i) => ({
        layer,
        before: weights,
        after: after[i].weights,
      }));
      return { loss, weights, file: await trainer.save() };
    } finally {
      trainer.dispose();
    }
  },

  someTest,

  /** Trains on some test images of MNIST, and validates on others; resolves once all is done, or stop() was called. */
  async fit(
    model: object,
    settings: TrainingSettings,
    sizes: { training: number; validation: number },
    onEpoch: (epoch: EpochEnd) => void,
  ): Promise<void> {
    service.stop();
    const data = await someTest(0, sizes.training);
    const validation_data = await someTest(sizes.training, sizes.validation);
    const trainer = await (
      await engine()
    ).trainer({ model, training: settings, data, validation_data, seed: 1 });
    training = trainer;
    trainer.addEventListener('epoch_end', ({ detail }) => onEpoch(detail));
    try {
      await trainer.fit();
    } finally {
      trainer.dispose();
    }
  },

  stop(): void {
    training?.stop();
    training = null;
  },

  /** The ink of a picture that the site serves, a byte a pixel: it is what is opaque. */
  async picture(url: string): Promise<{ width: number; height: number; ink: Uint8Array }> {
    const bytes = await readBytes(new URL(url, base));
    const unpacked = new Unpacked();
    unpacked.bring(bytes.length);
    const { width, height, channels, pixels } = decodePng({ name: url, bytes }, unpacked);
    const ink = Uint8Array.from({ length: width * height }, (_, i) => pixels[(i + 1) * channels - 1]);
    return { width, height, ink };
  },
};

export type LessonService = typeof service;
expose(crashOnFatal(service));
