import { counted } from './counted';

export const invitation = 'Draw a digit or a number';
export const inviteOneOf = (labels: string) => `Draw one of ${labels}`;
export const inviteAny = 'Draw here';

export const loadingModel = (name: string) => `Loading ${name}…`;
export const modelMissing = (name: string, why: string, other: string) =>
  `${name} could not be loaded: ${why}. ${other} stays in use.`;
export const earlierModelMissing = 'The model that was in use here could not be loaded.';
export const restarted = (why: string) => `The reader was restarted (${why}); your drawing is kept.`;

export const penDown = 'Pen down';
export const penUp = 'Pen up';
export const erased = (strokes: number) =>
  strokes ? `${counted(strokes, 'stroke')} erased` : 'No strokes erased';
export const palmRemoved = 'Marks made by your hand were removed; Undo brings them back';
export const squareAgain = 'Erase the right half to go back to the square pad.';
export const added = (label: string) => `Added to My drawings as ${label}.`;

export const steps = {
  drawn: 'As drawn',
  scale: 'Scaled to a standard size',
  even_pen: 'Even pen width',
  centre: 'Centred',
};
export const stepsOff = (n: number) => `, ${n} of 3 steps left out`;
export const seen = (name: string) => `${name}, in 28 by 28 pixels`;
export const nothingYet = 'Nothing yet';

export const drawing = 'Drawing';
export const whatToRead = 'What to read';
export const whatToTrace = 'What to trace';
export const character = 'Character';
export const sampleBefore = 'Previous sample';
export const sampleAfter = 'Next sample';
export const trace = 'Trace';
export const pad = 'Drawing pad';
export const padHelp =
  'Draw with a mouse, a pen or a finger; the eraser end of a stylus erases. With the keyboard, arrow keys move the ' +
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
export const lookInside = 'Look inside';

export const traced = (credit: string) => `To trace: ${credit}`;
export const sample = (n: number, of: number) => `Sample ${n} of ${of}`;
export const samplesMissing = 'The samples could not be loaded. Are you online?';
