import { modelName } from './assets';
import { Benchmark } from './benchmark';
import { DataReader } from './data_reader';
import { arrived, readBytes } from './files';
import { toJson } from './json';
import { Model } from './model';
import type { Module, Session } from './module';
import { Trainer } from './trainer';
import { refusal } from './trouble';
import type * as api from './types';

/** The settings that were given: undefined counts as absent. */
const given = (settings: object) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

const isBytes = (given: object): given is api.ModelBytes =>
  given instanceof ArrayBuffer || ArrayBuffer.isView(given);
/** Node's Buffers are Uint8Arrays whose slice() does something else. */
const asBytes = (given: api.ModelBytes) =>
  given instanceof ArrayBuffer
    ? new Uint8Array(given)
    : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
/** What HDF5, zip, protobuf and JSON begin with. */
const FOREIGN = [0x89, 0x50, 0x08, 0x7b, 0x20, 0x0a, 0x0d, 0x09];
/** Our own files begin with the length of a header, in JSON. What begins as nothing that is known is refused as one of them. */
const isOwn = (bytes: Uint8Array) => (bytes[8] === 0x7b && bytes[7] === 0) || !FOREIGN.includes(bytes[0]);

export class Engine implements api.Engine {
  readonly features: string[];
  readonly #owned = new Set<{ dispose(): void }>();
  #disposed = false;

  constructor(
    private readonly module: Module,
    readonly variant: string,
    private readonly base: URL,
    readonly most_threads: number,
  ) {
    this.features = module.features();
    this.setThreads(most_threads);
  }

  get presets(): api.Preset[] {
    return JSON.parse(this.module.presets()) as api.Preset[];
  }

  get threads(): number {
    return this.module.thread_count();
  }

  get reproducible(): boolean {
    return !this.features.includes('relaxedSimd');
  }

  setThreads(count: number): void {
    if (this.#disposed) throw refusal('engine', 'it was disposed of');
    if (!Number.isInteger(count) || count < 1 || count > this.most_threads) {
      throw refusal(
        'engine',
        'threads must be a whole number from 1 to {}, got {}',
        this.most_threads,
        count,
      );
    }
    this.module.set_thread_count(count);
  }

  async load(
    given?: api.ModelBytes | Record<string, api.ModelBytes>,
    options: api.LoadOptions = {},
  ): Promise<Model> {
    const bytes = given ?? (await readBytes(new URL(modelName('inkling'), this.base)));
    const files = isBytes(bytes) ? { model: bytes } : bytes;
    const named = Object.entries(files).map(([name, file]) => [name, asBytes(file)] as const);
    if (named.length === 1 && isOwn(named[0][1]) && !options.labels)
      return this.#own(this.module.open(named[0][1]));
    const { unpackModel } = await arrived(import('./containers/model_files'));
    const unpacked = await unpackModel(Object.fromEntries(named));
    const described = unpacked.map(({ description, ...file }) => ({
      ...file,
      description: description && JSON.stringify(description),
    }));
    return this.#own(this.module.import_files(described, options.scaling ?? 'auto', options.labels ?? []));
  }

  async trainer(options: api.TrainerOptions): Promise<Trainer> {
    const { data, validation_data } = options;
    const { model, ...plan } = this.#plan(options);
    if (model instanceof Uint8Array) {
      return this.#begin(model, (session) => session.fit(toJson('fit', plan), data, validation_data));
    }
    return new Trainer(
      this.#own(this.module.train(toJson('fit', { model, ...plan }), data, validation_data)),
    );
  }

  resume(
    checkpoint: Uint8Array,
    data: api.TrainingData,
    validation_data?: api.TrainingData,
  ): Promise<Trainer> {
    return this.#begin(checkpoint, (session) => session.resume(data, validation_data));
  }

  async #begin(file: Uint8Array, begin: (session: Session) => void): Promise<Trainer> {
    const model = await this.load(file);
    try {
      begin(model.session);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return new Trainer(model);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a promise, so that a worker can stand between
  async benchmark(options: api.BenchmarkOptions): Promise<Benchmark> {
    const bound = this.module.benchmark(toJson('benchmark', this.#plan(options)));
    const benchmark = new Benchmark(bound, (gone) => this.#owned.delete(gone));
    this.#owned.add(benchmark);
    return benchmark;
  }

  get catalogue(): api.Catalogue {
    return JSON.parse(this.module.catalogue()) as api.Catalogue;
  }

  outline(model: object): api.Outline {
    return JSON.parse(this.module.outline(toJson('outline', model))) as api.Outline;
  }

  readIdx(images: api.NamedBytes, labels: api.NamedBytes): api.LabelledImages {
    return this.module.read_idx(images, labels);
  }

  dataReader(): DataReader {
    const reader = new DataReader(this.module.data_reader(), (gone) => this.#owned.delete(gone));
    this.#owned.add(reader);
    return reader;
  }

  asImages(drawings: api.LabelledDrawing[]): api.LabelledImages {
    return this.module.as_images(drawings.map((drawing) => toJson('strokes', drawing)).join('\n'));
  }

  augmented(data: api.TrainingData, augmentation: object, seed: number): Float32Array<ArrayBuffer> {
    return this.module.augmented(data, toJson('augmented', { training: { augmentation }, seed }));
  }

  /** What is trained, and how. */
  #plan(options: Omit<api.TrainerOptions, 'data'>): Partial<api.TrainingPlan> & { model: object } {
    const { epochs, batch_size, validation_split, seed } = options;
    if (seed !== undefined && !Number.isSafeInteger(seed))
      throw refusal('fit', 'seed must be a whole number from 0 to 2^53 - 1, got {}', seed);
    const { model, training } = this.#network(options);
    const settings = {
      ...training,
      ...given({ ...options.training }),
      ...given({ epochs, batch_size, validation_split }),
    };
    return { model, training: settings, seed };
  }

  #network({ preset, model }: api.BenchmarkOptions): { model: object; training: api.TrainingSettings } {
    if (model && preset === undefined) return { model, training: {} };
    if (model || preset === undefined) throw refusal('fit', 'one of preset and model must be given');
    const presets = this.presets;
    const found = presets.find(({ name }) => name === preset);
    if (!found) {
      const names = presets.map(({ name }) => name).join(', ');
      throw refusal('fit', 'preset must be one of {}, got {}', names, preset);
    }
    return found;
  }

  #own(session: Session): Model {
    const model = new Model(session);
    this.#owned.add(model);
    model.onDispose(() => this.#owned.delete(model));
    return model;
  }

  liveObjects(): number {
    return this.module.live_objects();
  }

  memoryBytes(): number {
    return this.module.memory_bytes();
  }

  /** Once only: a thread that is terminated may have held a lock, on which another call would wait for ever. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const each of this.#owned) each.dispose();
    this.module.set_thread_count(1);
    this.module.PThread?.terminateAllThreads();
  }
}
