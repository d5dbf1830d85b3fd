import type { Trial } from '../../../../wasm/library/index';
import { grouped } from './counted';

export const title = 'Models';
export const help =
  'What you train is kept on this device. Drop a model anywhere on the page to add it: one of Inkling, Keras (.keras, .h5), ' +
  'TensorFlow.js (model.json with its weights, or their folder) or ONNX. The Draw tab reads with any of them.';
export const open = 'Open a model';
export const opening = (name: string) => `Opening ${name}…`;
export const from = (writer: string, parameters: string) => `Written by ${writer}, ${parameters}.`;
export const reads = (right: number, of: number, scaling: string) =>
  `Reads ${right} of ${of} digits with ${scaling}.`;
export const readsFew =
  'That is few: either it was trained on something else, or it was not opened as it was meant.';
export const guessed =
  'The file holds weights alone, so its layers were guessed. Open it together with its JSON if you have that.';
export const noDigits =
  'Its classes are no digits, so nothing tells which numbers it takes for ink: it is shown ink from 0 to 1.';
export const takes = 'It takes';
export const tryOut = 'Try it on 1,000 test images';
export const tried = (right: number, of: number, images_per_second: number) =>
  `Reads ${((right / of) * 100).toFixed(1)} % of ${grouped(of)} test images of MNIST, ` +
  `${grouped(images_per_second)} a second.`;
export const classes = 'Its classes';
export const layers = 'Its layers';
export const keep = 'Keep and use it';
export const leave = 'Do not keep it';
export const trial = (scaling: string, right: number, of: number) => `${scaling}: ${right} of ${of}`;
export const scaling = ({ scaling: name, inverted, transposed }: Trial) => {
  const [paper, ink] = name.split('..');
  const numbers =
    name === 'mnist' ? 'ink of mean 0.1307 and deviation 0.3081' : `ink from ${paper} to ${ink}`;
  return (
    numbers + (inverted ? ', dark on light' : '') + (transposed ? ', rows and columns changed round' : '')
  );
};
export const tooLarge = 'it is larger than 512 MB';
export const use = 'Use';
export const inUse = 'In use';
export const nowInUse = (name: string) => `The Draw tab now reads with ${name}.`;
export const name = 'Name';
export const megabytes = (n: string) => `${n} MB`;
export const validation = (accuracy: string) => `validation ${accuracy}`;
export const further = 'Train further';
export const busy = 'Training is running on the Train tab: stop it first.';
export const download = 'Download';
export const downloadOne = (name: string) => `Download ${name}`;
export const saving = 'Writing…';
export const format = 'For';
export const formats = {
  inkling: 'Inkling (.safetensors)',
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 and 3 (.h5)',
  json: 'Keras, as JSON and weights (.zip)',
  tfjs: 'TensorFlow.js (.zip)',
  onnx: 'ONNX (.onnx)',
  safetensors: 'PyTorch and others (.safetensors)',
  cpp: 'C++, a header without a library (.h)',
  script: 'Training on in Keras: a Python script (.zip)',
};
export const tests =
  'The file also holds 16 images and the answers to them, so that you can check that they are the same there.';
export const remove = 'Delete';
export const deleteOne = (name: string) => `Delete ${name}`;
export const deleted = (name: string) => `${name} was deleted.`;
export const none = 'No models of your own yet: train one, or open a file.';
