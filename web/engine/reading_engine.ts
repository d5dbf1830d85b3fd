import { createEngine, type Engine, type EngineOptions, type Model } from '../../wasm/library/index';

type Options = Pick<EngineOptions, 'base' | 'variant'>;

/**
 * An engine and the model that is read with. It is the part that only reads, which is soon there; once something is asked
 * for that takes more, such as a model of other layers, it is the whole.
 */
export class ReadingEngine {
  #model: Model | null = null;
  #file: Uint8Array | null = null;
  #isWhole = false;
  #growing: Promise<void> | null = null;

  private constructor(
    private engine: Engine,
    private readonly options: Options,
  ) {}

  static async start(options: Options): Promise<ReadingEngine> {
    return new ReadingEngine(await createEngine({ ...options, threads: 1, part: 'reading' }), options);
  }

  get variant(): string {
    return this.engine.variant;
  }

  get model(): Model {
    if (!this.#model) throw new Error('No model has been opened.');
    return this.#model;
  }

  /** Reads with this model from now on, if it is still wanted then; rejects, in words, for a bad file. */
  async open(file: Uint8Array, isWanted = () => true): Promise<void> {
    const model = await this.#do(() => this.engine.load(file));
    if (!isWanted()) {
      model.dispose();
      throw new Error('Another model was chosen meanwhile.');
    }
    this.#model?.dispose();
    this.#model = model;
    this.#file = file;
  }

  ask<T>(question: (model: Model) => Promise<T>): Promise<T> {
    return this.#do(() => question(this.model));
  }

  async #do<T>(work: () => Promise<T>): Promise<T> {
    const { engine } = this;
    try {
      return await work();
    } catch (error) {
      const isUnknown = error instanceof WebAssembly.RuntimeError;
      if (!isUnknown || (engine === this.engine && this.#isWhole)) throw error;
      if (engine === this.engine) await (this.#growing ??= this.#grow());
      return work();
    }
  }

  async #grow(): Promise<void> {
    try {
      const engine = await createEngine({ ...this.options, threads: 1 });
      if (this.#file) this.#model = await engine.load(this.#file);
      this.engine = engine;
      this.#isWhole = true;
    } finally {
      this.#growing = null;
    }
  }
}
