import * as messages from '../app/messages';
import { createEngine, type Engine, type EngineOptions, type Model } from '../../wasm/library/index';

type Options = Pick<EngineOptions, 'base' | 'variant'>;

/**
 * The model that is read with. It lives in the part of the engine that only reads, which is soon there; a model of layers
 * that the part does not have lives in a whole engine, which is fetched once there is such a model.
 */
export class ReadingEngine {
  #model: Model | null = null;
  #whole: Promise<Engine> | null = null;

  private constructor(
    private readonly part: Engine,
    private readonly options: Options,
  ) {}

  static async start(options: Options): Promise<ReadingEngine> {
    return new ReadingEngine(await createEngine({ ...options, threads: 1, part: 'reading' }), options);
  }

  get variant(): string {
    return this.part.variant;
  }

  get model(): Model {
    if (!this.#model) throw new Error(messages.recognizer.noModel);
    return this.#model;
  }

  /** Reads with this model from now on, if it is still wanted then; rejects, in words, for a bad file. */
  async open(file: Uint8Array, isWanted = () => true): Promise<void> {
    const model = await this.#load(file);
    if (!isWanted()) {
      model.dispose();
      throw new Error(messages.recognizer.otherModel);
    }
    this.#model?.dispose();
    this.#model = model;
  }

  async #load(file: Uint8Array): Promise<Model> {
    try {
      return await this.part.load(file);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('[part]'))) throw error;
    }
    // Where it does not arrive, it is fetched anew the next time.
    this.#whole ??= createEngine({ ...this.options, threads: 1 }).catch((error: unknown) => {
      this.#whole = null;
      throw error;
    });
    return (await this.#whole).load(file);
  }
}
