import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { TrainingClient } from '../workers/trainer';
import type { Recognizer } from '../workers/recognizer';
import type { Usable } from '../state/shipped';
import type { OpenOptions } from '../workers/recognizer_worker';
import type { Settings } from '../state/settings';
import type { Picture, Sketch } from '../state/sketch';

export type Tab = 'draw' | 'train' | 'evaluate' | 'drawings' | 'models';

/** What all parts of the page share. */
export interface AppContext {
  trainer: TrainingClient;
  recognizer: Recognizer;
  sketch: Sketch;
  options: OpenOptions;
  settings: Signal<Settings>;
  /** What an address asked of the settings in vain, as 'preset=nope'. */
  refused: Signal<string[]>;
  tab: Signal<Tab>;
  /** The model that the Draw tab reads with. */
  model: ReadonlySignal<Usable>;
  /** Rejects, in words, where the model cannot be used. */
  use(model: Usable): Promise<void>;
  /** Puts an image on the pad of the Draw tab, read with this model. Rejects as use() does. */
  show(picture: Picture, model: Usable): Promise<void>;
  toast(words: string, action?: { label: string; run: () => void }): void;
}
