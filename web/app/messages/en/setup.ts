export const title = 'Experiment';
export const data = 'Data';
export const network = 'Network';
export const ownLayers = 'Your own layers.';
export const published = (where: string) => `Published: ${where}.`;
export const optimizer = 'Optimizer';
export const rate = 'Learning rate';
export const rateHelp = 'How far each step goes. Can be changed while training runs.';
export const epochs = 'Epochs';
export const epochsHelp =
  'Rounds of training. In each, every image is seen once, unless the preset takes fewer steps.';
export const batchSize = 'Batch size';
export const batchSizeHelp = 'How many images make one step.';
export const more = 'More settings';
export const schedule = 'Learning-rate schedule';
export const validationSplit = 'Validation split';
export const validationSplitHelp =
  'The share of the data that is only used to validate; with 0, the data set’s own test images are used.';
export const patience = 'Early-stopping patience';
export const patienceHelp = 'Epochs without improvement before training stops; 0 never stops early.';
export const seed = 'Seed';
export const seedHelp = 'The same seed gives the same weights.';
