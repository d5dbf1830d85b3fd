import { counted } from './counted';

export const title = 'Why this answer';
export const help =
  'What in your drawing speaks for a class, and what against it. Maps that are switched off are left out.';
export const classes = 'Class';
export const itsAnswer = (label: string) => `Its answer, ${label}`;
export const noAnswer = 'Its answer';
export const method = 'Method';
export const methods = {
  gradient: 'Gradient × input',
  occlusion: 'Occlusion',
  grad_cam: 'Grad-CAM',
};
/** What each of them means, for a class. */
export const meanings = {
  gradient: (label: string) =>
    `How much the score of ${label} grows with a little more ink at a pixel, times the ink that is there. Pixels side by side often disagree; the sum over a part of the image counts.`,
  occlusion: (label: string) =>
    `A piece of paper, 5 by 5 pixels, covers one place after the other: how far the probability of ${label} falls then.`,
  grad_cam: (label: string) =>
    `The maps of one layer, added up by how much each of them raises the score of ${label}. It shows only what speaks for it.`,
};
export const layer = 'Layer';
export const layerChoice = (name: string, rows: number, columns: number) => `${name}, ${rows} × ${columns}`;
export const speaksFor = (label: string) => `Speaks for ${label}`;
export const speaksAgainst = (label: string) => `Speaks against ${label}`;
export const picture = (words: string) => `Your drawing in 28 by 28 pixels, tinted. ${words}`;
export const drawFirst = 'Draw something first.';

/** The parts of an image, row by row. */
const parts = [
  'the top left',
  'the top',
  'the top right',
  'the left',
  'the middle',
  'the right',
  'the bottom left',
  'the bottom',
  'the bottom right',
];
/** One or two parts, each with its share. */
const listed = (some: readonly { part: number; share: number }[]) =>
  some.map(({ part, share }) => `${parts[part]} (${Math.round(100 * share)}\u202f%)`).join(' and ');
type Some = readonly { part: number; share: number }[];
export const mostFor = (label: string, some: Some) => `Speaks most for ${label}: ${listed(some)}.`;
export const mostAgainst = (some: Some) => `Most against it: ${listed(some)}.`;
export const nothingFor = (label: string) => `Nothing speaks for ${label}.`;
export const nothingAgainst = 'Nothing to speak of is against it.';

export const change = 'What would make it another class';
export const changeHelp = 'The least change of ink that was found, following the gradient.';
export const changeTo = (label: string) => `What would make it ${label}`;
export const searching = (label: string) => `Looking for a way to ${label}…`;
export const isAlready = (label: string) => `It is read as ${label} already.`;
export const found = (label: string, sure: string, added: number, removed: number) =>
  `This would be read as ${label}, ${sure} sure. Of your drawing’s ink, ${Math.round(100 * added)}\u202f% is added ` +
  `and ${Math.round(100 * removed)}\u202f% is removed.`;
export const notFound = (label: string, sure: string) =>
  `No small change was found that makes it ${label}: after all the steps it is ${sure} sure of that.`;
export const ghost = (words: string) => `Your drawing with the change as ghost ink. ${words}`;
export const kept = 'Your ink';
export const added = 'Ink added';
export const removed = 'Ink removed';
export const putOnPad = 'Put it on the pad';
export const onPad = 'It is on the pad now.';
export const close = 'Close';

export const nearest = 'Nearest training images';
export const nearestHelp =
  'Which of 10,000 training images look most like your drawing to the network? It compares what the last layer is given. ' +
  'Looking at them takes a while, once for each model; all maps count here.';
export const find = 'Find them';
export const finding = 'Progress through the training images';
export const loading = (bytes: number, of: number) =>
  `Loading the images: ${(bytes / 1e6).toFixed(1)} of ${(of / 1e6).toFixed(1)} MB`;
export const left = (share: number, time: string) =>
  `${Math.round(100 * share)} % of the images seen${time && `, about ${time} left`}`;
export const distance = 'Distance';
export const distances = { cosine: 'Cosine', euclidean: 'Euclidean' };
export const near = (label: string, distance: string) =>
  `Training image of ${label}, ${distance} away: put it on the pad`;
export const compared = (images: number) => `Compared with ${counted(images, 'training image')}.`;
export const noImages = 'There are no images of these classes here to compare with.';
