import { counted, grouped } from './counted';

export const title = 'Evaluation';
export const heading = 'Evaluate';
export const help = 'How well a model reads images it was not trained on: the test part of a data set.';
export const model = 'Model';
export const trained = 'The network on the Train tab';
export const builtIn = (name: string) => `${name} (built in)`;
export const keptSince = (name: string, time: string) => `${name}, ${time}`;
export const images = 'Images';
export const start = 'Evaluate';
export const progress = 'Evaluation progress';
export const otherClasses = (model: string, data: string) =>
  `This model reads ${model}; the data set has ${data}`;

export const figures = 'Figures';
export const accuracy = 'Accuracy';
export const interval = '95 % confidence interval';
export const loss = 'Loss';
export const auc = 'AUC';
export const inSeconds = (seconds: string) => `in ${seconds} s`;
export const calibrationError = 'Calibration error';
export const calibration = 'Calibration';
export const thisModel = 'this model';
export const ideal = 'ideal';
export const confidence = 'Confidence';
export const columns = {
  class: 'Class',
  images: 'Images',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
};

export const confusion = 'Confusion matrix';
export const confusionHelp =
  'Rows are what an image shows, columns what the model says. Choose a cell to see its images.';
export const cell = (images: number, truth: string, guess: string) =>
  `${counted(images, 'image')} of ${truth} read as ${guess}`;
export const mistakes = 'Most confident mistakes';
export const ofCell = 'The images of this cell';
export const allMistakes = 'All mistakes';
export const noImages = 'No images';
/** So many, of which some are shown. */
export const some = (images: number, shown: number) =>
  `${counted(images, 'image')}${shown < images ? `, ${grouped(shown)} of them shown` : ''}` +
  `${images > 1 ? ', most confident first' : ''}. Click an image to open it in Draw.`;
export const image = (index: number, truth: string, guess: string, sure: string) =>
  `Image ${index} shows ${truth}, read as ${guess}, ${sure} sure.`;
