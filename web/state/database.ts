import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, unwrap } from 'idb';
import * as messages from '../app/messages';
import { withTimeout } from '../data/with_timeout';
import type {
  EndedRun,
  MomentFile,
  SavedCheckpoint,
  SavedData,
  SavedDrawing,
  SavedModel,
  SavedMoments,
  SavedRun,
} from './saved';

export type * from './saved';

interface Schema extends DBSchema {
  models: { key: string; value: SavedModel };
  drawings: { key: string; value: SavedDrawing };
  data: { key: string; value: SavedData };
  ended: { key: string; value: EndedRun };
  unfinished: { key: string; value: SavedRun };
  checkpoints: { key: string; value: SavedCheckpoint };
  moments: { key: string; value: SavedMoments };
  moment_files: { key: string; value: MomentFile };
}
/** By the version of the database that they came with. */
const stores = [
  ['models', 'drawings', 'data', 'ended'],
  ['unfinished', 'checkpoints'],
  ['moments', 'moment_files'],
] as const;
type Store = (typeof stores)[number][number];
type Key<Name extends Store> = Schema[Name]['key'];
type Value<Name extends Store> = Schema[Name]['value'];

/** What is wrong with storage, for the person. Whatever else goes wrong keeps its own words. */
export class StorageError extends Error {}

const words: Record<string, string> = {
  QuotaExceededError: messages.storage.full,
  VersionError: messages.storage.newerTab,
};
/** How browsers say that they keep nothing: not allowed, or not able to. */
const denials = [
  'AbortError',
  'InvalidStateError',
  'NotAllowedError',
  'NotReadableError',
  'OperationError',
  'SecurityError',
  'TimeoutError',
  'UnknownError',
];

function inStorageWords(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  const known = words[error.name] ?? (denials.includes(error.name) ? messages.storage.denied : '');
  return known ? new StorageError(known, { cause: error }) : error;
}

/** Opening, and then any question, takes no longer where storage works at all. */
const OPEN_MS = 5000;
const ANSWER_MS = 60_000;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  if (typeof indexedDB === 'undefined') throw new StorageError(messages.storage.denied);
  if (opened) return opened;
  let refuse: (error: Error) => void;
  const blocked = new Promise<never>((_, reject) => (refuse = reject));
  const opening = openDB<Schema>('inkling', stores.length, {
    upgrade(database, before, _, transaction) {
      for (const store of stores.slice(before).flat()) database.createObjectStore(store, { keyPath: 'id' });
      if (before === 1) void moveOnlyRun(database as unknown as Untyped, transaction as never);
    },
    blocked: () => refuse(new StorageError(messages.storage.olderTab)),
    // Another tab wants a newer version: it must not wait for this one.
    blocking(_, __, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => (opened = null),
  });
  // While it is on its way nothing else can be opened: until then every question is answered alike.
  opened = withTimeout(Promise.race([opening, blocked]), OPEN_MS, new StorageError(messages.storage.silent));
  opening.then(
    () => (opened = opening),
    () => (opened = null),
  );
  return opened;
}

type Untyped = IDBPDatabase<unknown>;

/** Version 1 knew one unfinished run, in two slots of which the later counts. */
async function moveOnlyRun(
  database: Untyped,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  const slots = (await transaction.objectStore('runs').getAll()) as (SavedRun & SavedCheckpoint)[];
  database.deleteObjectStore('runs');
  const [newest] = slots.sort((a, b) => b.written - a.written);
  if (!newest) return;
  const { written, about, checkpoint } = newest;
  const id = newId();
  await transaction.objectStore('unfinished').put({ id, written, about });
  await transaction.objectStore('checkpoints').put({ id, checkpoint });
}

/** What a thing is kept under; browsers have randomUUID() only where the connection is secure. */
export const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

async function ask<Result>(question: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
  try {
    return await withTimeout(question(await open()), ANSWER_MS, new StorageError(messages.storage.silent));
  } catch (error) {
    throw inStorageWords(error);
  }
}

type Change = (store: (name: Store) => IDBObjectStore) => IDBRequest;

const put =
  <Name extends Store>(store: Name, value: Value<Name>): Change =>
  (of) =>
    of(store).put(value);
const remove =
  (store: Store, key: string): Change =>
  (of) =>
    of(store).delete(key);

/** So long many changes may hold up the page at once. */
const SLICE_MS = 10;

/** All of it or nothing. A few changes are done even where this thread has no time for the answer, or dies. */
function write(stores: Store[], changes: readonly Change[]): Promise<void> {
  return ask(async (database) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    const store = (name: Store): IDBObjectStore => unwrap(transaction.objectStore(name));
    let done = 0;
    const next = () => {
      const end = performance.now() + SLICE_MS;
      while (done < changes.length) {
        const request = changes[done++](store);
        if (performance.now() < end) continue;
        request.onsuccess = next;
        return;
      }
      transaction.commit();
    };
    try {
      next();
    } catch (error) {
      transaction.abort();
      transaction.done.catch(() => {});
      throw error;
    }
    await transaction.done;
  });
}

/** What the browser keeps for the page. All of it rejects with a StorageError where it keeps nothing. */
export const database = {
  all: <Name extends Store>(store: Name): Promise<Value<Name>[]> => ask((database) => database.getAll(store)),
  get: <Name extends Store>(store: Name, key: Key<Name>): Promise<Value<Name> | undefined> =>
    ask((database) => database.get(store, key)),
  keys: (store: Store): Promise<string[]> => ask((database) => database.getAllKeys(store)),
  put: <Name extends Store>(store: Name, value: Value<Name>): Promise<void> =>
    database.putAll(store, [value]),
  putAll: <Name extends Store>(store: Name, values: readonly Value<Name>[]): Promise<void> =>
    write(
      [store],
      values.map((value) => put(store, value)),
    ),
  remove: (store: Store, key: string): Promise<void> => database.removeAll(store, [key]),
  removeAll: (store: Store, keys: readonly string[]): Promise<void> =>
    write(
      [store],
      keys.map((key) => remove(store, key)),
    ),

  putRun: (run: SavedRun, checkpoint: Uint8Array<ArrayBuffer>): Promise<void> =>
    write(
      ['unfinished', 'checkpoints'],
      [put('checkpoints', { id: run.id, checkpoint }), put('unfinished', run)],
    ),
  removeRun: (id: string): Promise<void> =>
    write(['unfinished', 'checkpoints'], [remove('checkpoints', id), remove('unfinished', id)]),

  /** With the files of those that are new, and without those that are gone. */
  putMoments: (moments: SavedMoments, files: readonly MomentFile[], gone: readonly string[]): Promise<void> =>
    write(
      ['moments', 'moment_files'],
      [
        ...files.map((file) => put('moment_files', file)),
        ...gone.map((id) => remove('moment_files', id)),
        put('moments', moments),
      ],
    ),
  async removeMoments(run: string): Promise<void> {
    const { moments = [] } = (await database.get('moments', run)) ?? {};
    const files = moments.map(({ id }) => remove('moment_files', id));
    await write(['moments', 'moment_files'], [...files, remove('moments', run)]);
  },
};
