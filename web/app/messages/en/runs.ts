import { counted } from './counted';

export const title = 'Runs';
export const columns = {
  chart: 'Chart',
  run: 'Run',
  epochs: 'Epochs',
  loss: 'Loss',
  accuracy: 'Accuracy',
  validation: 'Validation',
  parameters: 'Parameters',
  time: 'Time',
  weights: 'Weights',
};
/** What sets runs of one title apart. */
export const names = {
  epochs: (n: number) => counted(n, 'epoch'),
  batch: (n: number) => `batch ${n}`,
  validation: (share: number) => `validation ${share}`,
  patience: (n: number) => `patience ${n}`,
  augmentation: (n: number) => `augmentation ${n ? `${n} on` : 'off'}`,
  layers: (n: number) => counted(n, 'layer'),
  seed: (n: number) => `seed ${n}`,
};
export const show = (title: string) => `Show ${title} in the charts`;
export const sameSettings = 'Same settings';
export const settingsTaken = (title: string) => `The settings are now those of ${title}.`;
export const remove = (title: string) => `Remove ${title}`;
export const removed = 'The run was removed from the table.';

export const unfinished = 'Unfinished run';
export const unfinishedSince = (time: string, gist: string) => `Unfinished run from ${time}: ${gist}`;
export const unfinishedFile = (title: string, time: string) => `${title}, unfinished from ${time}`;
export const elsewhere = 'Run in another tab';
export const elsewhereSince = (time: string, gist: string) => `Running in another tab since ${time}: ${gist}`;
export const gist = (title: string, epoch: number, epochs: number, batch: number, batches: number) =>
  `${title}, epoch ${epoch} of ${epochs}, batch ${batch} of ${batches}.`;
export const busy = 'Training is running in this tab.';
export const resume = 'Resume';
export const discard = 'Discard';
export const download = 'Download its model';
