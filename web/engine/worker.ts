import { expose, transfer } from 'comlink';
import { readBytes } from '../../wasm/library/files';
import {
  type Answer,
  createEngine,
  type Engine,
  type EngineOptions,
  type Model,
} from '../../wasm/library/index';
import { isThreaded } from '../../wasm/library/variants';
import { WIDTH } from '../state/pen';

export interface OpenOptions {
  /** Address of the page: `engine/` and the model stand beside it. */
  base: string;
  variant: NonNullable<EngineOptions['variant']>;
}
export interface About {
  variant: string;
  name: string;
  parameters: number;
  labels: string[];
}
export interface Reading {
  answer: Answer;
  /** Of each character 28x28 ink 0..1, row by row. */
  images: Float32Array[];
  elapsed_ms: number;
}

/** Strokes as [x, y, x, y, ...], or 28x28 ink 0..1. */
export type Shown = number[][] | Float32Array;

/** An image fills no part of the pad. */
const NOWHERE: [number, number, number, number] = [0, 0, 0, 0];

let engine: Engine;
let shipped: Model;
let model: Model;

function about(): About {
  return { variant: engine.variant, name: model.name, parameters: model.parameters, labels: model.labels };
}

function named(probabilities: Float32Array): Answer {
  const all = [...probabilities];
  const confidence = Math.max(...all);
  const label = model.labels[all.indexOf(confidence)];
  const character = { label, confidence, probabilities: all, rejected: false, strokes: [], box: NOWHERE };
  return { text: label, characters: [character], rejected: false };
}

const service = {
  async open({ base, variant }: OpenOptions): Promise<void> {
    if (typeof WebAssembly === 'undefined') throw new Error('This browser does not run WebAssembly.');
    // One drawing needs one thread, and the build that starts soonest. Engine and model travel side by side.
    const [loaded, file] = await Promise.all([
      createEngine({ base, variant: isThreaded(variant) ? 'auto' : variant, threads: 1 }),
      readBytes(new URL('inkling.safetensors', base)),
    ]);
    engine = loaded;
    model = shipped = await engine.load(file);
  },

  /** Reads with this model file, or with the one that ships. */
  async adopt(file: Uint8Array | null): Promise<About> {
    const next = file ? await engine.load(file) : shipped;
    if (model !== shipped) model.dispose();
    model = next;
    return about();
  },

  /** Reads strokes, or an image as it is. */
  async read(shown: Shown): Promise<Reading> {
    const start = performance.now();
    if (shown instanceof Float32Array) {
      const answer = named(await model.predict(shown, 1));
      return { answer, images: [shown], elapsed_ms: performance.now() - start };
    }
    const { answer, images } = await model.read({ strokes: shown, pen: WIDTH });
    const reading = { answer, images, elapsed_ms: performance.now() - start };
    return transfer(
      reading,
      images.map(({ buffer }) => buffer),
    );
  },
};

export type Service = typeof service;
expose(service);
