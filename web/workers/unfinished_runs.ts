import * as messages from '../app/messages';
import type { Engine, Validation } from '../../wasm/library/index';
import { database, newId, type SavedRun, type TimedEpoch } from '../state/database';
import { own, ownedElsewhere } from './owner';
import type { Experiment, TimedBatch } from './training_events';

/** What came of its beginning. */
export interface RunKind {
  /** What it is validated on. */
  validation: Validation;
  /** Whether it comes to the same weights on any device: all that it was computed by does. */
  reproducible: boolean;
  /** How many numbers it learns. */
  parameters: number;
}

/** What a run is known by. */
export interface RunAbout extends RunKind {
  experiment: Experiment;
  /** When it was begun, in milliseconds since 1970. */
  begun: number;
  epochs: TimedEpoch[];
  latest: TimedBatch | null;
}

/** A run that is at work in this tab, until `release` is called. */
export interface OwnRun {
  id: string;
  about: RunAbout;
  release: () => void;
}

/** A run that did not come to its end. */
export interface Unfinished {
  id: string;
  about: RunAbout;
  /** It is at work in another tab. */
  elsewhere: boolean;
}

/**
 * Where there are no locks, a tab that trains may be too busy to answer that a run is its own: what was written so lately
 * counts as at work.
 */
const FRESH_MS = 10_000;
const isFresh = ({ written }: SavedRun) => !navigator.locks && Date.now() - written < FRESH_MS;

export async function newRun(about: RunAbout): Promise<OwnRun> {
  const id = newId();
  return { id, about, release: (await own(id)) ?? (() => {}) };
}

/** All but the one of this id, newest first. */
export async function unfinishedRuns(but: string): Promise<Unfinished[]> {
  const [runs, elsewhere] = await Promise.all([database.all('unfinished').catch(() => []), ownedElsewhere()]);
  return runs
    .filter(({ id }) => id !== but)
    .map((run) => ({
      id: run.id,
      about: run.about as RunAbout,
      elsewhere: elsewhere.has(run.id) || isFresh(run),
    }))
    .sort((a, b) => b.about.begun - a.about.begun);
}

async function taken(id: string): Promise<() => void> {
  const run = await database.get('unfinished', id);
  const release = run && isFresh(run) ? null : await own(id);
  if (!release) throw new Error(messages.training.elsewhere);
  return release;
}

async function checkpointOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const kept = await database.get('checkpoints', id);
  if (!kept) throw new Error(messages.training.gone);
  return kept.checkpoint;
}

/** Makes an unfinished run this tab's. */
export async function takeRun(id: string): Promise<OwnRun & { checkpoint: Uint8Array<ArrayBuffer> }> {
  const release = await taken(id);
  try {
    const [checkpoint, run] = await Promise.all([checkpointOf(id), database.get('unfinished', id)]);
    return { id, about: run!.about as RunAbout, release, checkpoint };
  } catch (error) {
    release();
    throw error;
  }
}

export async function discardRun(id: string): Promise<void> {
  const release = await taken(id);
  await Promise.all([database.removeRun(id), database.removeMoments(id)]).finally(release);
}

/** The model of an unfinished run as it stood, whatever became of its data. */
export async function modelOfRun(engine: Engine, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const model = await engine.load(await checkpointOf(id));
  try {
    return await model.save();
  } finally {
    model.dispose();
  }
}
