#!/bin/sh
# TensorFlow.js 4.22.0 (npm, November 2026) does not open a network in which a Reshape leaves one size open and a Dense follows,
# as Keras writes Reshape((-1,)): [{"class_name": "Reshape", "config": {"target_shape": [-1]}}, {"class_name": "Dense", ...}].
#
# Where the batch is open, as it is in every model, Reshape.computeOutputShape() does not work out the -1 and leaves it as null,
# although all sizes but the batch are known: [null, 4, 4, 1] becomes [null, null], and [2, 4, 4, 1] becomes [2, 16]. Dense then
# says "Tensor must have a shape comprised of positive integers but got shape [,2]." With the size written out it opens.
#
# Who writes models for TensorFlow.js should write every size of a Reshape out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --ignore-scripts @tensorflow/tfjs@4.22.0
cat > try.mjs <<'JS'
import * as tf from '@tensorflow/tfjs';

async function open(target_shape) {
  const layers = [
    { class_name: 'InputLayer', config: { name: 'images', batch_input_shape: [null, 4, 4, 1], dtype: 'float32' } },
    { class_name: 'Reshape', config: { name: 'reshape', target_shape } },
    { class_name: 'Dense', config: { name: 'dense', units: 2 } },
  ];
  try {
    const model = await tf.models.modelFromJSON({ class_name: 'Sequential', config: { name: 'model', layers } });
    return `opened, answers of ${JSON.stringify(model.predict(tf.ones([3, 4, 4, 1])).shape)}`;
  } catch (error) {
    return error.message;
  }
}

const reshape = tf.layers.reshape({ targetShape: [-1] });
const expected = {
  '-1, the batch open': [JSON.stringify(reshape.computeOutputShape([null, 4, 4, 1])), '[null,null]'],
  '-1, the batch known': [JSON.stringify(reshape.computeOutputShape([2, 4, 4, 1])), '[2,16]'],
  'Reshape to -1, then Dense': [
    await open([-1]),
    'Tensor must have a shape comprised of positive integers but got shape [,2].',
  ],
  'Reshape to 16, then Dense': [await open([16]), 'opened, answers of [3,2]'],
};
console.log(`TensorFlow.js ${tf.version.tfjs}`);
for (const [what, [found, known]] of Object.entries(expected)) {
  console.log(`${what}: ${found}`);
  if (found !== known) process.exitCode = 1;
}
JS
node try.mjs 2> /dev/null
