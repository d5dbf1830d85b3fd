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

export const milliseconds = (ms: string) => `${ms} ms`;
export const underTenth = 'under 0.1 ms';
export const facts = (parameters: string, time: string) => `${parameters}, read in ${time}`;

export const traced = (credit: string) => `To trace: ${credit}`;
export const sample = (n: number, of: number) => `Sample ${n} of ${of}`;
export const samplesMissing = 'The samples could not be loaded. Are you online?';
