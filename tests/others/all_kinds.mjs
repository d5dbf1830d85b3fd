const layer = (class_name, config = {}) => ({ class_name, config });
const input = layer('InputLayer', { batch_shape: [null, 28, 28, 1] });
const convolution = (filters, activation, padding) =>
  layer('Conv2D', { filters, kernel_size: [3, 2], strides: [2, 1], padding, activation });
const classes = layer('Dense', { units: 10, activation: 'softmax' });

/** Networks that have between them every layer and every activation. */
export const allKinds = [
  [
    input,
    layer('Rescaling', { scale: 2, offset: -1 }),
    convolution(4, 'gelu', 'same'),
    layer('BatchNormalization', { center: false }),
    layer('LeakyReLU'),
    layer('MaxPooling2D', { pool_size: [3, 2], strides: [2, 2], padding: 'same' }),
    layer('DepthwiseConv2D', { kernel_size: [3, 3], depth_multiplier: 2 }),
    layer('BatchNormalization', { scale: false }),
    layer('Permute', { dims: [2, 1, 3] }),
    layer('Dropout', { rate: 0.25 }),
    layer('Flatten'),
    layer('Dense', { units: 12, activation: 'leaky_relu' }),
    classes,
  ],
  [
    input,
    layer('ZeroPadding2D', {
      padding: [
        [1, 2],
        [0, 3],
      ],
    }),
    convolution(3, 'elu', 'valid'),
    layer('AveragePooling2D', { pool_size: [2, 2], padding: 'same' }),
    layer('SumPooling2D', { pool_size: [2, 2], strides: [2, 2], padding: 'same' }),
    convolution(5, 'sigmoid', 'same'),
    layer('GlobalAveragePooling2D'),
    layer('Reshape', { target_shape: [-1] }),
    layer('Activation', { activation: 'tanh' }),
    classes,
  ],
  [
    input,
    layer('Reshape', { target_shape: [14, 56, 1] }),
    convolution(4, 'relu', 'same'),
    layer('GlobalMaxPooling2D'),
    classes,
  ],
];
