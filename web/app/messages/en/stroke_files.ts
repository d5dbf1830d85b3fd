import { grouped } from './counted';

/** What is wrong with a file of drawings. */

export const empty = (name: string) => `${name} holds no drawings`;
export const largeFile = (name: string, mebibytes: number) => `${name} is larger than ${mebibytes} MiB`;
export const tooMany = (name: string, most: number) => `${name} has more than ${grouped(most)} drawings`;
export const line = (name: string, line: number, trouble: string) => `${name}, line ${line}: ${trouble}`;
export const longLine = (mebibytes: number) => `longer than ${mebibytes} MiB`;
export const notDrawing = 'not a drawing';
export const badStrokes = 'strokes must be lists of x, y, x, y, …';
export const tooLarge = (strokes: number, points: number) =>
  `a drawing may have ${grouped(strokes)} strokes and ${grouped(points)} points`;
export const noLabel = 'a label is missing';
