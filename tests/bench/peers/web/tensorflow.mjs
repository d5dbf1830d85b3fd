// TensorFlow.js, on its cpu backend: the only one that trains without a graphics processor.
import * as tf from '../node_modules/@tensorflow/tfjs/dist/tf.fesm.min.js';
import { asNumbers, madeUp } from '../../page/images.mjs';

function layer({ type, side, output, bias, rate }) {
  const filters = output.at(-1);
  if (type === 'conv') return tf.layers.conv2d({ filters, kernelSize: side, useBias: bias });
  if (type === 'pool') return tf.layers.maxPooling2d({ poolSize: 2 });
  if (type === 'dense') return tf.layers.dense({ units: filters });
  if (type === 'dropout') return tf.layers.dropout({ rate });
  return type === 'flatten' ? tf.layers.flatten() : tf.layers.reLU();
}

export async function prepare({ network: { operations, learning_rate }, batch_size }) {
  await tf.setBackend('cpu');
  const layers = [tf.layers.inputLayer({ inputShape: operations[0].input }), ...operations.map(layer)];
  const model = tf.sequential({ layers: [...layers, tf.layers.softmax()] });
  model.compile({ optimizer: tf.train.adam(learning_rate), loss: 'sparseCategoricalCrossentropy' });
  const { images, labels } = madeUp(batch_size);
  const x = tf.tensor4d(asNumbers(images), [batch_size, 28, 28, 1]);
  const y = tf.tensor1d(Float32Array.from(labels));
  return () => model.trainOnBatch(x, y);
}
