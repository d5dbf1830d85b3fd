import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { EpochEnd } from '../../wasm/library/types';
import type { LabelledImages } from '../data/images';

export interface SavedModel {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  date: number;
  labels: string[];
  parameters: number;
  weights_hash: string;
  /** What it was trained on, and how well it reads: 'val_accuracy' and so on. */
  dataset: string;
  figures: Record<string, number>;
  file: Uint8Array<ArrayBuffer>;
}

export interface SavedDrawing {
  id: string;
  date: number;
  label: string;
  /** As the engine takes them, in drawing units. */
  strokes: number[][];
}

export interface SavedData {
  id: string;
  name: string;
  training: LabelledImages;
  test: LabelledImages | null;
}

/** A run that came to its end. */
export interface EndedRun {
  id: string;
  begun: number;
  /** The address that leads to the same experiment. */
  address: string;
  title: string;
  state: string;
  epochs: EpochEnd[];
}

/** A run that was under way, as `about` says, and how to go on with it. */
export interface SavedRun {
  slot: number;
  written: number;
  about: unknown;
  checkpoint: Uint8Array<ArrayBuffer>;
}

interface Schema extends DBSchema {
  models: { key: string; value: SavedModel };
  drawings: { key: string; value: SavedDrawing };
  data: { key: string; value: SavedData };
  runs: { key: number; value: SavedRun };
  ended: { key: string; value: EndedRun };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/** Rejects, in words, where the browser keeps nothing for this page. */
function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('inkling', 1, {
    upgrade(database) {
      for (const store of ['models', 'drawings', 'data', 'ended'] as const) {
        database.createObjectStore(store, { keyPath: 'id' });
      }
      database.createObjectStore('runs', { keyPath: 'slot' });
    },
    terminated: () => (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** What went wrong with storage, for the person. */
export function storageTrouble(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'This browser has no more room for the page.';
  }
  return 'This browser does not let the page keep anything.';
}

/** What a thing is kept under; browsers have randomUUID() only where the connection is secure. */
export const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

type Store = 'models' | 'drawings' | 'data' | 'runs' | 'ended';

export const database = {
  async all<Name extends Store>(store: Name): Promise<Schema[Name]['value'][]> {
    return (await open()).getAll(store);
  },
  async get<Name extends Store>(
    store: Name,
    key: Schema[Name]['key'],
  ): Promise<Schema[Name]['value'] | undefined> {
    return (await open()).get(store, key);
  },
  /** All of them or none. */
  async put<Name extends Store>(store: Name, ...values: Schema[Name]['value'][]): Promise<void> {
    const writing = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
    await Promise.all([...values.map((value) => writing.store.put(value)), writing.done]);
  },
  async remove<Name extends Store>(store: Name, key: Schema[Name]['key']): Promise<void> {
    await (await open()).delete(store, key);
  },
  async clear(store: Store): Promise<void> {
    await (await open()).clear(store);
  },
};
