/** Keras's {class_name, config}, as layers, optimizers and the like are written down. */
export interface Configured {
  class_name: string;
  config: Record<string, unknown>;
}

/** All that makes an experiment; what is undefined is as the preset has it, or else the engine. */
export interface Settings {
  dataset: string;
  preset: string;
  seed?: number;
  epochs?: number;
  batch_size?: number;
  validation_split?: number;
  learning_rate?: number;
  optimizer?: string;
  /** The schedule's class name; CONSTANT for none. */
  schedule?: string;
  /** Of early stopping, in epochs; 0 for none. */
  patience?: number;
  augmentation?: Record<string, number>;
  layers?: Configured[];
}

export const DEFAULTS: Settings = { dataset: 'mnist', preset: 'sprint' };
