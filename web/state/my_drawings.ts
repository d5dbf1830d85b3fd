import { signal } from '@preact/signals-core';
import { database, newId, type SavedDrawing } from './database';
import { inWords } from './words';

/** What the person drew and said what it is; newest first. */
export const myDrawings = signal<SavedDrawing[]>([]);
export const drawingsTrouble = signal('');

const kept = (work: Promise<void>) =>
  work.then(
    () => (drawingsTrouble.value = ''),
    (error: unknown) =>
      (drawingsTrouble.value = `${inWords(error)} Export them, or they are lost with the page.`),
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
  void kept(database.put('drawings', ...added));
  return added;
}

export function removeDrawings(ids: readonly string[]): void {
  myDrawings.value = myDrawings.value.filter(({ id }) => !ids.includes(id));
  for (const id of ids) void kept(database.remove('drawings', id));
}

/** The stroke file of the command line: one drawing a line. */
export function asLines(drawings: readonly SavedDrawing[]): string {
  return drawings
    .map(
      ({ strokes, label }) =>
        JSON.stringify({ strokes, label: /^\d+$/.test(label) ? Number(label) : label }) + '\n',
    )
    .join('');
}

/** What is read, as of a stroke file on the command line: src/ink/strokes.h. */
const LARGEST = 100_000;
const LONGEST_LINE = 4 * 2 ** 20;
const MOST_STROKES = 10_000;
const MOST_NUMBERS = 200_000;

/** Throws, in words, for what is not such a file. */
export function fromLines(name: string, text: string): { strokes: number[][]; label: string }[] {
  const lines = text.split('\n').filter((line) => line.trim());
  if (!lines.length) throw new Error(`${name} holds no drawings`);
  if (lines.length > LARGEST)
    throw new Error(`${name} has more than ${LARGEST.toLocaleString('en')} drawings`);
  return lines.map((line, i) => {
    if (line.length > LONGEST_LINE)
      throw new Error(`${name}, line ${i + 1}: longer than ${LONGEST_LINE / 2 ** 20} MiB`);
    let drawing: { strokes?: unknown; label?: unknown };
    try {
      drawing = JSON.parse(line) as typeof drawing;
    } catch {
      throw new Error(`${name}, line ${i + 1}: not a drawing`);
    }
    const { strokes, label } = drawing ?? {};
    const isStroke = (stroke: unknown) =>
      Array.isArray(stroke) && stroke.length % 2 === 0 && stroke.every((value) => Number.isFinite(value));
    if (!Array.isArray(strokes) || !strokes.every(isStroke))
      throw new Error(`${name}, line ${i + 1}: strokes must be lists of x, y, x, y, …`);
    const numbers = (strokes as number[][]).reduce((sum, stroke) => sum + stroke.length, 0);
    if (strokes.length > MOST_STROKES || numbers > MOST_NUMBERS)
      throw new Error(
        `${name}, line ${i + 1}: a drawing may have ${MOST_STROKES.toLocaleString('en')} strokes and ${(MOST_NUMBERS / 2).toLocaleString('en')} points`,
      );
    if (typeof label !== 'number' && typeof label !== 'string')
      throw new Error(`${name}, line ${i + 1}: a label is missing`);
    return { strokes: strokes as number[][], label: String(label) };
  });
}
