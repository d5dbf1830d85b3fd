/** What web/index.html has of its own: the first paint waits for no program, so the build puts it in. */

export const title = 'Inkling: draw a digit and have it read';
export const description =
  'Draw a digit and a small neural network reads it as you write, in this tab. Nothing you draw leaves this device.';
export const tabs = {
  draw: 'Draw',
  train: 'Train',
  evaluate: 'Evaluate',
  models: 'Models',
};
export const darkTheme = 'Dark theme';

export const drawing = 'Drawing';
export const whatToRead = 'What to read';
export const whatToTrace = 'What to trace';
export const character = 'Character';
export const sampleBefore = 'Previous sample';
export const sampleAfter = 'Next sample';
export const trace = 'Trace';
export const pad = 'Drawing pad';
export const padHelp =
  'Draw with a mouse, a pen or a finger; the other end of a pen erases. With the keyboard, arrow keys move the ' +
  'pen, Space or Enter puts it down and lifts it, Shift makes bigger steps, Escape lifts it, Delete clears the pad.';
export const tools = 'Drawing tools';
export const redo = 'Redo';
export const widePad = 'Wide pad';

export const picture = 'Picture';
export const pictureRead = 'The picture being read';
export const pictureMarks = 'What was read in it';
export const backToDrawing = 'Back to drawing';
export const pictures = 'Pictures';
export const orPicture = 'Or read a photo:';
export const browse = 'Browse';
export const takePhoto = 'Take a photo';
export const byHand = 'or paste or drop one here';

export const readsAs = 'Reads as';
export const correct = 'Wrong? Correct it';
export const correctLabels = 'What you drew';
export const networkSees = 'The network sees';
export const probabilities = 'Probabilities';
export const preparation = 'How the drawing is prepared';

export const promise = 'Nothing you draw leaves this device.';
export const keyboard = 'Drawing with the keyboard';
export const keys = {
  tab: 'go to the pad',
  arrows: 'move the pen; with <kbd>Shift</kbd>, further',
  corners: 'move it diagonally',
  pen: 'pen down, pen up',
  or: 'or',
  escape: 'lift the pen, then clear',
  delete: 'clear the pad',
  undo: 'undo; with <kbd>Shift</kbd>, redo',
};

export const noScript = 'Inkling reads your drawing with a program in this page. Please turn on JavaScript.';
export const framed = 'The frame around this page keeps its program out. Open it in a tab of its own:';
export const incomplete = 'The page could not be loaded in full. Please reload it.';
