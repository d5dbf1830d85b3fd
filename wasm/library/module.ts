import type {
  BroughtData,
  Counterfactual,
  LabelledImages,
  NamedBytes,
  Picture,
  Pixels,
  TrainingData,
  Weight,
  WeightedSum,
} from './types';
import type { ModelFile } from './containers/model_files';
import { compile } from './files';
import { asError, refusal } from './trouble';

/** A file as the containers have it, its description as JSON. */
export type BoundFile = Omit<ModelFile, 'description'> & { description?: string };

/** wasm/bindings.cpp: a model in the engine's memory. Whoever got it deletes it. */
export interface Session {
  name(): string;
  parameters(): number;
  summary(): string;
  weights_hash(): string;
  labels(): string[];
  predict(images: Float32Array, n: number): Float32Array;
  /** Of its layers, as JSON. */
  layers(): string;
  weights(layer: number): Weight[];
  /** What is switched off, and the like, is JSON. */
  predict_without(images: Float32Array, n: number, options: string): Float32Array;
  activations(image: Float32Array, options: string): Float32Array;
  explain(image: Float32Array, explanation: string): Float32Array;
  change_towards(image: Float32Array, label: string, options: string): Counterfactual;
  weighted_sum(image: Float32Array, place: string): WeightedSum;
  features(images: Float32Array, n: number): Float32Array;
  statistics(data: TrainingData): string;
  recognize(drawing: string, steps: string): { answer: string; images: Float32Array[] };
  recognize_picture(picture: Picture): { answer: string; images: Float32Array[] };
  evaluation(data: TrainingData): BoundEvaluation;
  fit(plan: string, data: TrainingData, validation_data?: TrainingData): void;
  /** What an imported model comes from, as JSON, or 'null'. */
  origin(): string;
  interrupted(): string | null;
  resume(data: TrainingData, validation_data?: TrainingData): void;
  validation(): string;
  set_learning_rate(rate: number): void;
  step(): string;
  checkpoint(): Uint8Array<ArrayBuffer>;
  save(): Uint8Array<ArrayBuffer>;
  exported(format: string): BoundFile[];
  delete(): void;
}

/** wasm/bindings.cpp. Reads the session it is of. Whoever got it deletes it. */
export interface BoundEvaluation {
  /** Does one batch and tells how many images are left. */
  step(): number;
  guesses(): Uint8Array<ArrayBuffer>;
  confidences(): Float32Array<ArrayBuffer>;
  figures(): string;
  delete(): void;
}

/** wasm/benchmark_bindings.cpp. Whoever got it deletes it. */
export interface BoundBenchmark {
  train(): void;
  read(): void;
  figures(): string;
  delete(): void;
}

/** wasm/data_bindings.cpp. Whoever got it deletes it. */
export interface BoundDataReader {
  add(path: string, bytes: Uint8Array): void;
  add_picture(path: string, picture: Pixels): void;
  read(scaling: string): BroughtData;
  delete(): void;
}

/** wasm/bindings.cpp: structured values are JSON. */
export interface Module {
  open(bytes: Uint8Array): Session;
  import_files(files: BoundFile[], scaling: string, labels: string[]): Session;
  train(plan: string, data: TrainingData, validation_data?: TrainingData): Session;
  benchmark(plan: string): BoundBenchmark;
  presets(): string;
  catalogue(): string;
  outline(model: string): string;
  read_idx(images: NamedBytes, labels: NamedBytes): LabelledImages;
  data_reader(): BoundDataReader;
  as_images(drawings: string): LabelledImages;
  augmented(data: TrainingData, plan: string): Float32Array<ArrayBuffer>;
  features(): string[];
  set_thread_count(count: number): void;
  thread_count(): number;
  live_objects(): number;
  memory_bytes(): number;
  /** What went wrong in the last call, once, for asError(); or ''. */
  take_trouble: () => string;
  /** Emscripten's own. */
  stackSave: () => number;
  stackRestore: (place: number) => void;
  /** Only where there are threads. */
  PThread?: { terminateAllThreads(): void };
}

interface Glue {
  default(options: {
    threads: number;
    printErr(text: string): void;
    instantiateWasm(
      imports: WebAssembly.Imports,
      ready: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }): Promise<Module>;
}

async function importGlue(url: URL): Promise<Glue> {
  try {
    return (await import(/* @vite-ignore */ url.href)) as Glue;
  } catch (error) {
    throw Object.assign(refusal('engine', '{} could not be loaded', url.href), { cause: error });
  }
}

type Bound = Record<string, unknown>;

/**
 * Has each function that is bound, and each method of the bound classes, throw what went wrong in it. What JavaScript
 * itself throws on the way, as at data of a wrong kind, leaves no part of the engine's stack behind.
 */
function throwing(bound: Bound, engine: Pick<Module, 'take_trouble' | 'stackSave' | 'stackRestore'>): void {
  const { take_trouble, stackSave, stackRestore } = engine;
  for (const [name, call] of Object.entries(bound)) {
    if (typeof call !== 'function' || name === 'constructor' || name.startsWith('_')) continue;
    throwing((call.prototype ?? {}) as Bound, engine);
    bound[name] = function (this: unknown, ...given: unknown[]) {
      const place = stackSave();
      let result: unknown;
      try {
        result = call.apply(this, given);
      } finally {
        stackRestore(place);
      }
      const trouble = take_trouble();
      if (trouble) throw asError(trouble);
      return result;
    };
  }
}

/** Loads a whole engine, with workers for so many threads. */
export async function loadModule(script: URL, file: URL, threads: number): Promise<Module> {
  const [glue, program] = await Promise.all([importGlue(script), compile(file)]);
  return new Promise((resolve, reject) => {
    const instantiateWasm: Parameters<Glue['default']>[0]['instantiateWasm'] = (imports, ready) => {
      WebAssembly.instantiate(program, imports).then((instance) => ready(instance, program), reject);
      return {};
    };
    // All that a worker which cannot start leaves behind is a line of text.
    const printErr = (text: string) => {
      reject(refusal('engine', '{}', text));
      console.error(text);
    };
    const started = glue.default({ instantiateWasm, printErr, threads }).then((module) => {
      const { take_trouble, stackSave, stackRestore } = module;
      throwing(module as unknown as Bound, { take_trouble, stackSave, stackRestore });
      return module;
    });
    started.then(resolve, reject);
  });
}
