import { tabs } from '../app/tab';

/** The lesson that says more about a setting or a layer's field. */
const lessons: Readonly<Record<string, string>> = {
  preset: 'kernel',
  kmnist: 'kuzushiji',
  kernel_size: 'kernel',
  filters: 'kernel',
  strides: 'stride',
  padding: 'stride',
  pool_size: 'pooling',
  activation: 'softmax',
  optimizer: 'backpropagation',
  learning_rate: 'backpropagation',
  batch_size: 'backpropagation',
  epochs: 'overfitting',
  validation_split: 'overfitting',
  patience: 'overfitting',
  rate: 'overfitting',
  augmentation: 'augmentation',
};

const are_there = (tabs as readonly string[]).includes('learn');

/** Its id, where there are lessons. */
export const lessonOf = (setting: string): string | undefined => (are_there ? lessons[setting] : undefined);
