import { expose, transfer } from 'comlink';
import * as messages from '../app/messages';
import {
  type Answer,
  type EngineOptions,
  type InkSteps,
  isThreaded,
  readBytes,
} from '../../wasm/library/index';
import { WIDTH } from '../state/pen';
import { inWords } from '../ui/words';
import { pixelsOf } from '../data/grey';
import { isFatal, crashOnFatal } from './crash';
import { free } from './free';
import { ReadingEngine } from './reading_engine';
import './thrown';

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
/** What is read in a drawing, and of each character the 28x28 ink 0..1 it is read from. */
export interface Stage {
  answer: Answer;
  images: Float32Array[];
}
export interface Recognition extends Stage {
  /** The drawing as it is, and after each step of its preparation; empty unless they are wanted. */
  stages: Stage[];
  elapsed_ms: number;
  /** Of a picture: why it could not be read, in words, or ''. */
  trouble?: string;
}
/** How a drawing is to be prepared, and whether what each step makes of it is wanted too. */
export interface Preparation {
  steps: InkSteps;
  stages: boolean;
}

/** Strokes as [x, y, x, y, ...], 28x28 ink 0..1, or a picture. */
export type Shown = number[][] | Float32Array | ImageBitmap;

/** An image fills no part of the pad. */
const NOWHERE: [number, number, number, number] = [0, 0, 0, 0];

let engine: ReadingEngine;
let base: string;
/** The files of the site that were read with: they are wanted again, and the network may be gone by then. */
const fetched = new Map<string, Uint8Array>();
/** How often another model was asked for: the last time counts, whichever file arrives last. */
let asked = 0;

async function bytesOf(file: Uint8Array | string): Promise<Uint8Array> {
  if (typeof file !== 'string') return file;
  const bytes = fetched.get(file) ?? (await readBytes(new URL(file, base)));
  fetched.set(file, bytes);
  return bytes;
}

function about(): About {
  const { name, parameters, labels } = engine.model;
  return { variant: engine.variant, name, parameters, labels };
}

function named(probabilities: Float32Array): Answer {
  const all = [...probabilities];
  const confidence = Math.max(...all);
  const label = engine.model.labels[all.indexOf(confidence)];
  const character = { label, confidence, probabilities: all, rejected: false, strokes: [], box: NOWHERE };
  return { text: label, characters: [character], rejected: false };
}

/** No step, the first, the first two, and all; what is left out stays so. */
const upToEach = ({ scale, even_pen, centre, paper }: InkSteps): InkSteps[] => [
  { scale: false, even_pen: false, centre: false, paper },
  { scale, even_pen: false, centre: false, paper },
  { scale, even_pen, centre: false, paper },
  { scale, even_pen, centre, paper },
];

/** What is wrong with a picture is part of the answer: the next may be better. */
async function readPicture(bitmap: ImageBitmap) {
  try {
    return { ...(await engine.model.readPicture(pixelsOf(bitmap))), trouble: '' };
  } catch (error) {
    if (isFatal(error)) throw error;
    return { answer: { text: '', characters: [], rejected: false }, images: [], trouble: inWords(error) };
  } finally {
    bitmap.close();
  }
}

const service = {
  /** Reads with this model file, or with the one of this name beside the page. */
  async open(options: OpenOptions, file: Uint8Array | string): Promise<About> {
    if (typeof WebAssembly === 'undefined') throw new Error(messages.recognizer.noWebAssembly);
    base = options.base;
    // One drawing needs one thread, and the build that starts soonest. Engine and model travel side by side.
    const variant = isThreaded(options.variant) ? 'auto' : options.variant;
    const [started, bytes] = await Promise.all([ReadingEngine.start({ base, variant }), bytesOf(file)]);
    engine = started;
    await engine.open(bytes);
    return about();
  },

  /** Reads with another model from then on. */
  async adopt(file: Uint8Array | string): Promise<About> {
    const mine = ++asked;
    try {
      await engine.open(await bytesOf(file), () => mine === asked);
    } finally {
      if (typeof file !== 'string') free(file);
    }
    return about();
  },

  /** Reads strokes, an image as it is, or what is written in a picture. */
  async recognize(shown: Shown, { steps, stages: wanted }: Preparation): Promise<Recognition> {
    const start = performance.now();
    if (shown instanceof ImageBitmap) {
      const read = await readPicture(shown);
      return { ...read, stages: [], elapsed_ms: performance.now() - start };
    }
    if (shown instanceof Float32Array) {
      const answer = named(await engine.model.predict(shown, 1));
      return { answer, images: [shown], stages: [], elapsed_ms: performance.now() - start };
    }
    const drawing = { strokes: shown, pen: WIDTH };
    const readWith = (some: InkSteps) => engine.model.read(drawing, some);
    const read = await readWith(steps);
    const elapsed_ms = performance.now() - start;
    const stages: Stage[] = [];
    if (wanted) for (const some of upToEach(steps)) stages.push(await readWith(some));
    return transfer(
      { ...read, stages, elapsed_ms },
      [read, ...stages].flatMap(({ images }) => images.map(({ buffer }) => buffer)),
    );
  },
};

export type Service = typeof service;
expose(crashOnFatal(service));
