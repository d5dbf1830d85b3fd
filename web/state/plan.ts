import type {
  Catalogue,
  Field,
  Kind,
  Preset,
  TrainingPlan,
  TrainingSettings,
} from '../../wasm/library/index';
import { CONSTANT, peakRate, rateWith } from './rates';
import type { Configured, Settings } from './settings';

/** An identifier such as 'adam', or Keras's object, always as the latter. */
export function configured(value: unknown, kinds: readonly Kind[]): Configured {
  if (typeof value === 'string') {
    const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
    const kind = kinds.find(({ class_name }) => plain(class_name) === plain(value));
    return { class_name: kind?.class_name ?? value, config: {} };
  }
  const { class_name, config } = value as Partial<Configured>;
  return { class_name: class_name ?? '', config: { ...config } };
}

/** What the engine takes for a field that is left out. */
const defaultOf = <T>(fields: readonly Field[] | undefined, name: string) =>
  fields?.find((field) => field.name === name)?.default as T;

/** The preset's, or else the engine's default. */
const optimizerOf = ({ training }: Preset, { training: fields, optimizers }: Catalogue): Configured =>
  configured(training.optimizer ?? defaultOf<string>(fields, 'optimizer'), optimizers);

/** The settings with every gap filled from the preset, or else from the engine. */
export function complete(settings: Settings, preset: Preset, catalogue: Catalogue): Required<Settings> {
  const { optimizers } = catalogue;
  const usually = <T>(name: keyof TrainingSettings) => defaultOf<T>(catalogue.training, name);
  const { training } = preset;
  const optimizer = optimizerOf(preset, catalogue);
  const rate = optimizer.config.learning_rate;
  const stopping = (training.callbacks ?? []).map((each) => each as Configured);
  const patience = stopping.find(({ class_name }) => class_name === 'EarlyStopping')?.config.patience;
  const chosen = settings.optimizer ?? optimizer.class_name;
  const usual = optimizers.find(({ class_name }) => class_name === chosen)?.fields;
  const usualRate = defaultOf<number>(usual, 'learning_rate');
  const presetRate = peakRate(rate, catalogue.schedules);
  const layers = (preset.model as { config: { layers: Configured[] } }).config.layers.slice(1);
  return {
    seed: defaultOf<number>(catalogue.plan, 'seed'),
    epochs: training.epochs ?? usually<number>('epochs'),
    batch_size: training.batch_size ?? usually<number>('batch_size'),
    validation_split: training.validation_split ?? usually<number>('validation_split'),
    learning_rate: (chosen === optimizer.class_name ? presetRate : undefined) ?? usualRate,
    optimizer: optimizer.class_name,
    schedule: typeof rate === 'object' && rate ? (rate as Configured).class_name : CONSTANT,
    patience: typeof patience === 'number' ? patience : 0,
    augmentation: training.augmentation ?? usually('augmentation'),
    layers,
    ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
  } as Required<Settings>;
}

/** What the engine trains, for images of this shape and so many classes. */
export function planOf(
  settings: Settings,
  preset: Preset,
  catalogue: Catalogue,
  data: { shape: [number, number, number]; classes: number; images: number },
): TrainingPlan {
  const all = complete(settings, preset, catalogue);
  const base = optimizerOf(preset, catalogue);
  const same = base.class_name === all.optimizer;
  const touched = settings.learning_rate !== undefined || settings.schedule !== undefined || !same;
  const steps = Math.ceil((data.images * (1 - all.validation_split)) / all.batch_size) * all.epochs;
  const optimizer = { class_name: all.optimizer, config: same ? { ...base.config } : {} };
  if (touched)
    optimizer.config.learning_rate = rateWith(catalogue.schedules, all.schedule, all.learning_rate, steps);
  const layers = all.layers.map(({ class_name, config }) => ({ class_name, config: { ...config } }));
  const last = layers.filter(({ class_name }) => class_name === 'Dense').at(-1);
  if (last && !settings.layers) last.config.units = data.classes;
  const others = (preset.training.callbacks ?? []).filter(
    (each) => (each as Configured).class_name !== 'EarlyStopping',
  );
  const stopping = {
    class_name: 'EarlyStopping',
    config: {
      monitor: all.validation_split > 0 ? 'val_loss' : 'loss',
      patience: all.patience,
      restore_best_weights: true,
    },
  };
  const training: TrainingSettings = {
    ...preset.training,
    optimizer,
    epochs: all.epochs,
    batch_size: all.batch_size,
    validation_split: all.validation_split,
    augmentation: all.augmentation,
    callbacks: all.patience > 0 ? [...others, stopping] : others,
  };
  const input = { class_name: 'InputLayer', config: { batch_shape: [null, ...data.shape] } };
  const name = settings.layers ? 'own' : preset.name;
  return {
    model: { class_name: 'Sequential', config: { name, layers: [input, ...layers] } },
    training,
    seed: all.seed,
  };
}
