export const title = 'Experiment';
export const data = 'Data';
export const network = 'Network';
export const ownLayers = 'Your own layers.';
export const published = (where: string) => `Published: ${where}.`;
export const dataHelp = 'The images that the network learns from, and their labels.';
export const networkHelp =
  'The layers to begin with, and the settings that suit them: a preset. All of it can be changed.';
export const optimizerHelp = 'The rule by which each batch changes the weights.';
export const scheduleHelp =
  'How the learning rate rises and falls during the run; constant leaves it as it is.';
export const optimizer = 'Optimizer';
export const rate = 'Learning rate';
export const epochs = 'Epochs';
export const batchSize = 'Batch size';
export const more = 'More settings';
export const schedule = 'Learning-rate schedule';
export const validationSplit = 'Validation split';
export const withoutSplit = 'With 0, the data set’s own test images are used.';
export const patience = 'Early-stopping patience';
export const withoutPatience = '0 never stops early.';
export const seed = 'Seed';
