import * as messages from '../app/messages';
import { shortened } from '../../wasm/library/index';
import type { SavedDrawing } from '../state/database';
import { nextTask } from '../workers/next_task';

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
const LARGEST_FILE = 64 * 2 ** 20;
const LONGEST_LINE = 4 * 2 ** 20;
const MOST_STROKES = 10_000;
const MOST_NUMBERS = 200_000;

/** So long the page may be held up at once. */
const SLICE_MS = 10;

export interface Labelled {
  strokes: number[][];
  label: string;
}

export async function readStrokes(file: File): Promise<Labelled[]> {
  if (file.size > LARGEST_FILE)
    throw new Error(messages.strokeFiles.largeFile(file.name, LARGEST_FILE / 2 ** 20));
  return fromLines(file.name, await file.text());
}

/** Throws, in words, for what is not such a file. The page goes on meanwhile. */
export async function fromLines(name: string, text: string): Promise<Labelled[]> {
  const drawings: Labelled[] = [];
  let end = performance.now() + SLICE_MS;
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    if (drawings.length === LARGEST) throw new Error(messages.strokeFiles.tooMany(name, LARGEST));
    drawings.push(fromLine(line, (trouble) => new Error(messages.strokeFiles.line(name, i + 1, trouble))));
    if (performance.now() < end) continue;
    await nextTask();
    end = performance.now() + SLICE_MS;
  }
  if (!drawings.length) throw new Error(messages.strokeFiles.empty(name));
  return drawings;
}

function fromLine(line: string, wrong: (trouble: string) => Error): Labelled {
  if (line.length > LONGEST_LINE) throw wrong(messages.strokeFiles.longLine(LONGEST_LINE / 2 ** 20));
  let drawing: { strokes?: unknown; label?: unknown };
  try {
    drawing = JSON.parse(line) as typeof drawing;
  } catch {
    throw wrong(messages.strokeFiles.notDrawing);
  }
  const { strokes, label } = drawing ?? {};
  const isStroke = (stroke: unknown) =>
    Array.isArray(stroke) && stroke.length % 2 === 0 && stroke.every((value) => Number.isFinite(value));
  if (!Array.isArray(strokes) || !strokes.every(isStroke)) throw wrong(messages.strokeFiles.badStrokes);
  const numbers = (strokes as number[][]).reduce((sum, stroke) => sum + stroke.length, 0);
  if (strokes.length > MOST_STROKES || numbers > MOST_NUMBERS)
    throw wrong(messages.strokeFiles.tooLarge(MOST_STROKES, MOST_NUMBERS / 2));
  if (typeof label !== 'number' && typeof label !== 'string') throw wrong(messages.strokeFiles.noLabel);
  return { strokes: strokes as number[][], label: shortened(String(label)) };
}
