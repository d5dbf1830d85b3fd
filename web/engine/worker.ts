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
  /** 28x28 ink 0..1, row by row; null for empty ink. */
  image: Float32Array | null;
  elapsed_ms: number;
}

/** Strokes as [x, y, x, y, ...], or 28x28 ink 0..1. */
export type Shown = number[][] | Float32Array;

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
  return { text: label, characters: [{ label, confidence, probabilities: all }], rejected: false };
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
      return { answer, image: shown, elapsed_ms: performance.now() - start };
    }
    const drawing = { strokes: shown, pen: WIDTH };
    const answer = await model.recognize(drawing);
    const elapsed_ms = performance.now() - start;
    const image = await model.image(drawing);
    const reading = { answer, image, elapsed_ms };
    return image ? transfer(reading, [image.buffer]) : reading;
  },
};

export type Service = typeof service;
expose(service);
