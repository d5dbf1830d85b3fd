import { myDrawings } from './common';

/** The page around its parts. */

export const title = 'Inkling: draw a digit and have it read';
export const description =
  'Draw a digit and a small neural network reads it as you write, in this tab. Nothing you draw leaves this device.';
export const tabs = {
  draw: 'Draw',
  inside: 'Inside',
  train: 'Train',
  evaluate: 'Evaluate',
  learn: 'Learn',
  drawings: myDrawings,
  models: 'Models',
};
export const darkTheme = 'Dark theme';

export const promise = 'Nothing you draw leaves this device.';
export const keyboard = 'Drawing with the keyboard';
/** The keys that draw: those that are pressed for it, or others in place of them, and what they do. */
export const keys = [
  { press: [['Tab']], does: 'go to the pad' },
  { press: [['←', '↑', '→', '↓']], does: 'move the pen; with Shift, further' },
  { press: [['Home', 'PgUp', 'End', 'PgDn']], does: 'move it diagonally' },
  { press: [['Space'], ['Enter']], does: 'pen down, pen up' },
  { press: [['Esc']], does: 'lift the pen, then clear' },
  { press: [['Del'], ['C']], does: 'clear the pad' },
  { press: [['Ctrl', 'Z']], does: 'undo; with Shift, redo' },
];
export const or = ' or ';

export const milliseconds = (ms: string) => `${ms} ms`;
export const underTenth = 'under 0.1 ms';
export const facts = (parameters: string, time: string) => `${parameters}, read in ${time}`;

export const noScript = 'Inkling reads your drawing with a program in this page. Please turn on JavaScript.';
export const framed = 'The frame around this page keeps its program out. Open it in a tab of its own:';
export const incomplete = 'The page could not be loaded in full. Please reload it.';
