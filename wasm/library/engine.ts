import { readBytes } from './files';
import { Model } from './model';
import type { Module, Session } from './module';
import { Trainer } from './trainer';
import type * as api from './types';

/** The settings that were given: undefined counts as absent. */
const given = (settings: object) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

export class Engine implements api.Engine {
  readonly threads = 1;
  readonly presets: api.Preset[];
  readonly layers: string[];
  readonly #models = new Set<Model>();

  constructor(
    private readonly module: Module,
    readonly variant: string,
    private readonly base: URL,
  ) {
    this.presets = JSON.parse(module.presets()) as api.Preset[];
    this.layers = module.layers();
  }

  async load(bytes?: Uint8Array | ArrayBuffer): Promise<Model> {
    const file = bytes ?? (await readBytes(new URL('inkling.safetensors', this.base)));
    return this.#own(this.module.open(file instanceof ArrayBuffer ? new Uint8Array(file) : file));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a promise, so that a worker can stand between
  async trainer(options: api.TrainerOptions): Promise<Trainer> {
    const { data, validation_data, seed = 0, epochs, batch_size, validation_split } = options;
    const { model, training } = this.#plan(options);
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new Error(`[fit] seed must be a whole number from 0, got ${seed}`);
    }
    const settings = { ...training, ...given({ ...options.training, epochs, batch_size, validation_split }) };
    const plan = [JSON.stringify(model), JSON.stringify(settings)] as const;
    return new Trainer(this.#own(this.module.train(...plan, seed, data, validation_data)));
  }

  #plan({ preset, model }: api.TrainerOptions): { model: object; training: api.TrainingSettings } {
    if (model && preset === undefined) return { model, training: {} };
    if (model || preset === undefined) throw new Error('[fit] one of preset and model must be given');
    const names = this.presets.map(({ name }) => name);
    const found = this.presets[names.indexOf(preset)];
    if (!found) throw new Error(`[fit] preset must be one of ${names.join(', ')}, got ${preset}`);
    return found;
  }

  #own(session: Session): Model {
    const model = new Model(session);
    this.#models.add(model);
    model.whenDisposed(() => this.#models.delete(model));
    return model;
  }

  liveObjects(): number {
    return this.module.live_objects();
  }

  dispose(): void {
    for (const model of this.#models) model.dispose();
  }
}
