import { signal } from '@preact/signals-core';
import * as messages from '../app/messages';
import { database, newId, type SavedDrawing } from './database';
import { inWords } from '../ui/words';

/** What the person drew and said what it is; newest first. */
export const myDrawings = signal<SavedDrawing[]>([]);
export const drawingsTrouble = signal('');

const kept = (work: Promise<void>) =>
  work.then(
    () => (drawingsTrouble.value = ''),
    (error: unknown) => (drawingsTrouble.value = messages.storage.exportFirst(inWords(error))),
  );

export async function loadDrawings(): Promise<void> {
  try {
    const all = await database.all('drawings');
    myDrawings.value = all.sort((a, b) => b.date - a.date);
  } catch (error) {
    drawingsTrouble.value = inWords(error);
  }
}

export function addDrawings(drawings: readonly { strokes: number[][]; label: string }[]): SavedDrawing[] {
  const now = Date.now();
  const added = drawings.map(({ strokes, label }) => ({
    id: newId(),
    date: now,
    strokes,
    label,
  }));
  myDrawings.value = [...added, ...myDrawings.value];
  void kept(database.putAll('drawings', added));
  return added;
}

export function removeDrawings(ids: readonly string[]): void {
  const gone = new Set(ids);
  myDrawings.value = myDrawings.value.filter(({ id }) => !gone.has(id));
  void kept(database.removeAll('drawings', ids));
}
