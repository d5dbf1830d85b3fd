import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { Lab } from '../engine/lab';
import type { Reader } from '../engine/client';
import type { Usable } from '../engine/shipped';
import type { OpenOptions } from '../engine/worker';
import type { Settings } from './settings';
import type { Sketch } from './sketch';

export type Tab = 'draw' | 'train' | 'evaluate' | 'drawings' | 'models';

/** What all parts of the page share. */
export interface Desk {
  lab: Lab;
  reader: Reader;
  sketch: Sketch;
  options: OpenOptions;
  settings: Signal<Settings>;
  tab: Signal<Tab>;
  /** The model that the Draw tab reads with. */
  model: ReadonlySignal<Usable>;
  /** Rejects, in words, where the model cannot be used. */
  use(model: Usable): Promise<void>;
  toast(words: string, action?: { label: string; run: () => void }): void;
}
