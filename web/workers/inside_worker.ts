import { expose, transfer } from 'comlink';
import {
  type Channel,
  createEngine,
  type Engine,
  type ExplainOptions,
  isThreaded,
  type LayerAbout,
  type LookOptions,
  type Model,
  readBytes,
} from '../../wasm/library/index';
import * as messages from '../app/messages';
import { scaleFor } from '../ui/scale';
import { crashOnFatal } from './crash';
import { type Ranking, Trials } from './inside_accuracy';
import { InsideData } from './inside_data';
import { Learning } from './inside_learning';
import { type Distance, Neighbours, type OnStep } from './inside_nearest';
import { paced } from './paced';
import type { OpenOptions } from './recognizer_worker';
import './thrown';

/** A model that is looked into. */
export interface InsideAbout {
  name: string;
  labels: string[];
  parameters: number;
  layers: LayerAbout[];
}

/** What each layer makes of an image, in their order; the last has the answer. */
export interface View {
  image: Float32Array;
  activations: Float32Array[];
  /** What the deepest colour stands for in each layer: one scale for all of its maps. */
  scales: number[];
}

let base: string;
let starting: Promise<Engine> | null = null;
let data: InsideData | null = null;
let opened: { model: Model; trials: Trials; neighbours: Neighbours; learning: Learning } | null = null;

const current = () => {
  if (!opened) throw new Error(messages.recognizer.noModel);
  return opened;
};
const model = () => current().model;

const service = {
  /** Looks into this model file, or into the one of this name beside the page, from now on. */
  async open(options: OpenOptions, file: Uint8Array | string): Promise<InsideAbout> {
    base = options.base;
    const variant = isThreaded(options.variant) ? 'auto' : options.variant;
    starting ??= createEngine({ base, variant, threads: 1 });
    const [engine, bytes] = await Promise.all([
      starting.catch((error: unknown) => {
        starting = null;
        throw error;
      }),
      typeof file === 'string' ? readBytes(new URL(file, base)) : file,
    ]);
    const next = await engine.load(bytes);
    opened?.model.dispose();
    data ??= new InsideData(engine, base);
    opened = {
      model: next,
      trials: new Trials(next, data),
      neighbours: new Neighbours(next, data),
      learning: new Learning(next, data),
    };
    const { name, labels, parameters, layers } = next;
    return { name, labels, parameters, layers };
  },

  async look(image: Float32Array, options: LookOptions): Promise<View> {
    const activations = (await model().activations(image, options)).map(({ values }) => values);
    const scales = activations.map(scaleFor);
    // All lie in one block.
    return transfer({ image, activations, scales }, [activations[0].buffer]);
  },

  weights: (layer: number) => model().weights(layer),

  weightedSum: (image: Float32Array, layer: number, index: number, options: LookOptions) =>
    model().weightedSum(image, layer, index, options),

  explain: (image: Float32Array, options: ExplainOptions) => model().explain(image, options),

  changeTowards: (image: Float32Array, label: string, options: LookOptions) =>
    model().changeTowards(image, label, options),

  predict: (images: Float32Array, n: number, options: LookOptions) => model().predict(images, n, options),
  accuracy: (off: Channel[]) => current().trials.accuracy(off),
  rank: (onRanking: (ranking: Ranking) => Promise<boolean>) => current().trials.rank(paced(onRanking)),

  confusion: () => current().learning.confusion(),
  statistics: () => current().learning.statistics(),

  cancelData: () => data?.cancel(),
  findNeighbours: (onStep: OnStep) => current().neighbours.find(paced(onStep)),
  neighbours: (image: Float32Array, most: number, distance: Distance) =>
    current().neighbours.of(image, most, distance),
};

export type InsideService = typeof service;
expose(crashOnFatal(service));
