#!/bin/sh
# TensorFlow.js 4.22.0 (npm, November 2026) does not open layers models as its own converter makes them from Keras 3:
#
# - Keras 3 gives an InputLayer a `batch_shape`; loadLayersModel() knows `batchInputShape` and `inputShape` only, and says
#   "An InputLayer should be passed either a `batchInputShape` or an `inputShape`."
# - Keras 3 puts the model's name before those of the weights ("sequential/dense/kernel"); loadLayersModel() says
#   "Provided weight data has no target variable: sequential/dense/kernel".
#
# The same network with Keras 2's words opens. A reader should take the shape from either key, and match weights by layer and
# role whatever stands before them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --ignore-scripts @tensorflow/tfjs@4.22.0
cat > try.mjs <<'JS'
import * as tf from '@tensorflow/tfjs';

const dense = (more) => ({ class_name: 'Dense', config: { name: 'dense', units: 3, activation: 'softmax', ...more } });
const keras2 = [dense({ batch_input_shape: [null, 4] })];
const keras3 = [
  { class_name: 'InputLayer', config: { name: 'input_layer', batch_shape: [null, 4], dtype: 'float32', sparse: false } },
  dense(),
];

async function open(layers, prefix) {
  const model = {
    modelTopology: { class_name: 'Sequential', config: { name: 'sequential', layers } },
    weightSpecs: [
      { name: `${prefix}dense/kernel`, shape: [4, 3], dtype: 'float32' },
      { name: `${prefix}dense/bias`, shape: [3], dtype: 'float32' },
    ],
    weightData: new Float32Array(15).buffer,
  };
  try {
    return `opened, ${(await tf.loadLayersModel(tf.io.fromMemory(model))).countParams()} parameters`;
  } catch (error) {
    return error.message;
  }
}

const expected = {
  "Keras 2's words": [await open(keras2, ''), 'opened, 15 parameters'],
  batch_shape: [
    await open(keras3, ''),
    'An InputLayer should be passed either a `batchInputShape` or an `inputShape`.',
  ],
  'a name before the weights': [
    await open(keras2, 'sequential/'),
    'Provided weight data has no target variable: sequential/dense/kernel',
  ],
};
console.log(`TensorFlow.js ${tf.version.tfjs}`);
for (const [what, [found, known]] of Object.entries(expected)) {
  console.log(`${what}: ${found}`);
  if (found !== known) process.exitCode = 1;
}
JS
node try.mjs 2> /dev/null
