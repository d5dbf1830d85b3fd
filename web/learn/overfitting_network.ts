import type { TrainingSettings } from '../../wasm/library/index';

/** What is trained on, and for how long. */
export const SIZES = { training: 100, validation: 500, epochs: 40 };

/** A network that is much too large for a hundred images. */
export const hundred = (hasDropout: boolean) => ({
  class_name: 'Sequential',
  config: {
    name: 'hundred',
    layers: [
      { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
      { class_name: 'Conv2D', config: { filters: 8, kernel_size: [5, 5], activation: 'relu' } },
      { class_name: 'MaxPooling2D', config: { pool_size: [2, 2] } },
      { class_name: 'Flatten', config: {} },
      { class_name: 'Dense', config: { units: 64, activation: 'relu' } },
      ...(hasDropout ? [{ class_name: 'Dropout', config: { rate: 0.5 } }] : []),
      { class_name: 'Dense', config: { units: 10, activation: 'softmax' } },
    ],
  },
});

export const settings = (isAugmented: boolean): TrainingSettings => ({
  optimizer: { class_name: 'Adam', config: { learning_rate: 0.002 } },
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
  epochs: SIZES.epochs,
  batch_size: 10,
  augmentation: isAugmented
    ? { rotation_degrees: 15, scale: 0.13, shear: 0.2, shift: 2, elastic: 0.6, thickness: 0.5 }
    : {},
});
