import { grouped } from './counted';

export const title = 'While it learns';
export const help =
  'How a network became what it is: go back to any moment of a run, and everything on this tab shows the network as it was then.';
export const run = 'Run';
export const noRuns = 'No runs yet. Train a network, and some thirty of its moments are kept here.';
export const present = 'The run on the Train tab';
export const choose = 'Choose a run';
export const moments = 'Moment of the run';
/** At so many epochs. */
export const moment = (epochs: number) =>
  epochs === 0 ? 'Before training' : `After ${epochs < 10 ? epochs.toFixed(2) : epochs.toFixed(1)} epochs`;
export const gone = 'The file of this moment is no longer kept.';
export const named = (run: string, when: string) => `${run}, ${when.charAt(0).toLowerCase()}${when.slice(1)}`;

export const confusion = 'Confusion matrix';
export const reads = (accuracy: string, images: number) =>
  `${accuracy} of ${grouped(images)} test images are read correctly. Rows are what they show, columns what the network reads.`;
export const reading = 'Reading test images…';

export const spread = 'How the numbers are spread';
export const spreadHelp =
  'Each picture counts how many numbers of a layer lie where, from the smallest to the largest. ' +
  'Gradients close to zero everywhere mean that the layer hardly learns; a dead map or unit is 0 for all of 32 test images.';
export const columns = {
  layer: 'Layer',
  weights: 'Weights',
  gradients: 'Gradients',
  activations: 'Activations',
  dead: 'Dead',
};
export const none = 'none';
export const histogram = (least: string, most: string, commonest: string) =>
  `From ${least} to ${most}, most of them near ${commonest}`;
export const range = (least: string, most: string) => `${least} to ${most}`;
