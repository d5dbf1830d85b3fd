import { onlyReproducible } from './build';
import { counted, grouped } from './counted';

export const title = 'Training';
export const states = {
  idle: 'Ready to train.',
  loading: 'Getting ready…',
  training: 'Training',
  paused: 'Paused',
  done: 'Done',
  error: 'Something went wrong.',
};
export const waiting = 'Waiting for data.';
export const timeLeft = (duration: string) => ` · about ${duration} left`;
export const measuring = 'Measuring how long this takes here…';
export const takes = (duration: string) => `Takes about ${duration} here.`;
export const epochIs = (trained: number, all: number) =>
  trained < all
    ? `An epoch sees ${grouped(trained)} of the ${counted(all, 'image')}.`
    : trained === all
      ? `An epoch sees each of the ${counted(all, 'image')} once.`
      : `An epoch sees ${counted(trained, 'image')}: some of the ${grouped(all)} more than once.`;
export const validatedOn = (share: string) =>
  `Validation: ${share} of the images, which are put aside and not trained on.`;
export const validatedOnTest = (images: number) =>
  `Validation: the data set’s own ${counted(images, 'test image')}, so there are no others left to test with.`;
export const notValidated = 'Validation: none.';
export const next = 'What next?';
export const draw = 'Draw with it';
export const mistakes = 'See its mistakes';
export const compare = 'Compare';
export const compared = 'It stays in the charts, to compare the next run with.';
export const lookInside = 'Look inside';
export const inTitle = (percent: string) => `${percent} · Inkling`;
export const percentDone = (percent: number) => `${percent} %`;
export const start = 'Start';
export const again = 'Train again';
export const pause = 'Pause';
export const resume = 'Resume';
export const further = 'Train further';
export const furtherHelp = 'More epochs, starting from the weights as they are';
export const step = 'One step';
export const stop = 'Stop';
export const save = 'Save model';
export const notYet = (trouble: string) => `Not yet: ${trouble}`;
export const atTenth = (rate: number) => `Train again at a tenth of the learning rate: ${rate}`;
export const noValidation = 'Validation: none.';
export const lastPart = (share: string) => `Validation: the last ${share} of the images.`;
export const shuffled = (share: string, seed: number) =>
  `Validation: ${share} of the images, drawn at random (seed ${seed}) because the data are sorted by class.`;
export const ownData = 'Validation: the test images.';
export const changed = 'Changes apply to the next run.';
export const weights = 'Weights ';
export const reproducible = ': the same settings, data and seed give the same on any device.';
export const notReproducible = `. Another device may get others; with “${onlyReproducible}” on, all get the same.`;
export const saveWhenDone = (trouble: string) => `${trouble} Save the model when training is done.`;
export const progress = 'Training progress';
export const of = (n: number, all: number) => `${n} of ${all}`;
export const meters = {
  epoch: 'Epoch',
  batch: 'Batch',
  imagesPerSecond: 'Images/s',
  accuracy: 'Accuracy',
  validation: 'Validation',
  rate: 'Learning rate',
};
export const chartsLater = 'Charts appear here once training starts.';
export const epoch = 'Epoch';
export const accuracy = 'Accuracy';
export const loss = 'Loss';
export const accuracyAxis = 'Accuracy, error on a log scale';
export const lossAxis = 'Loss, log scale';
export const trainingLine = 'training';
export const validationLine = 'validation';
export const linesHelp = (batches: number) =>
  `Training: the mean of the last ${batches} batches. Validation: measured after each epoch.`;
