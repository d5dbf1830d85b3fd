// `npm run test:others`: what Inkling writes, opened by the programs that it is for. Trains every network of the presets a little,
// writes it in every format, and compares the answers of TensorFlow.js, onnxruntime, a C++ compiler's program and, of the weights,
// h5py and NumPy with the file's own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { make } from '../../.tools/build.mjs';
import { at } from '../../.tools/project.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { logbook, main } from '../../.tools/steps.mjs';
import { installPeers } from '../bench/peers/setup.mjs';
import { allKinds } from './all_kinds.mjs';

const program = at('build/native/inkling');
const folder = at('build/others');
const MOST = 1e-5;

const inkling = (...args) => execFileSync(program, args, { cwd: folder, encoding: 'utf8' });
const read = (name) => readFileSync(`${folder}/${name}`);

/** Models of all kinds, trained a little, by name. */
function models() {
  const train = (name, ...network) => {
    const file = `${name}.safetensors`;
    inkling('train', ...network, '--data', 'mnist[:1000]', '--epochs', '1', '--seed', '1', '--out', file);
    return [name, file];
  };
  const presets = [
    'book-cnn',
    'keras-simple',
    'numpy-cnn',
    'quick-cnn',
    'kmnist-cnn',
    'sprint',
    'sprint-995',
  ];
  const kinds = allKinds.map((layers, i) => {
    const name = `all_kinds_${i + 1}`;
    const config = { name, layers };
    writeFileSync(`${folder}/${name}.json`, JSON.stringify({ class_name: 'Sequential', config }));
    return train(name, '--model', `${name}.json`);
  });
  const shipped = ['inkling', 'inkling-kuzushiji'].map((name) => [
    name,
    at(`src/presets/${name}.safetensors`),
  ]);
  return [...shipped, ...presets.map((name) => train(name.replaceAll('-', '_'), '--preset', name)), ...kinds];
}

const difference = (found, expected) => {
  if (found.length !== expected.length) return Infinity;
  const most = Math.max(...expected.map((value, i) => Math.abs(value - found[i])));
  return Number.isNaN(most) ? Infinity : most;
};

async function tensorflow(require, note) {
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  const { modelTopology, weightsManifest } = JSON.parse(read('model.json'));
  const bytes = read(weightsManifest[0].paths[0]);
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  );
  const answers = model.predict(tf.tensor(note.images, [16, 28, 28, 1]));
  return difference(await answers.data(), note.answers);
}

async function onnxruntime(require, note, name) {
  const { InferenceSession, Tensor } = require('onnxruntime-node');
  const session = await InferenceSession.create(`${folder}/${name}.onnx`);
  const image = new Tensor('float32', Float32Array.from(note.images), [16, 28, 28, 1]);
  const answers = await session.run({ image });
  return difference([...answers[session.outputNames[0]].data], note.answers);
}

function compiler(name) {
  const space = /^[0-9]/.test(name) ? `_${name}` : name.replaceAll('-', '_');
  const source = `#include <cstdio>\n#include "${name}.h"\nint main() { std::printf("%.9g", ${space}::test()); }\n`;
  writeFileSync(`${folder}/test.cpp`, source);
  execFileSync(
    'c++',
    ['-std=c++11', '-O2', '-Wall', '-Wextra', '-Wpedantic', '-Werror', 'test.cpp', '-o', 'test'],
    {
      cwd: folder,
    },
  );
  return Number(execFileSync(`${folder}/test`, { encoding: 'utf8' }));
}

/** The tensors in a safetensors file, by name. */
function weightsIn(file) {
  const bytes = existsSync(`${folder}/${file}`) ? read(file) : readFileSync(file);
  const length = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.subarray(8, 8 + length));
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return tensors.map(
    ([
      ,
      {
        data_offsets: [from, to],
      },
    ]) => bytes.subarray(8 + length + from, 8 + length + to),
  );
}

/** The files written in a format are opened again, and have every bit of the weights. Dropout is of no use to ONNX. */
function comesBack(file, expected) {
  inkling('convert', file, 'back.safetensors');
  const back = weightsIn('back.safetensors');
  return back.length === expected.length && back.every((bytes, i) => bytes.equals(expected[i]));
}

await main(import.meta.url, async () => {
  await make('native', logbook('others').run, await setUp(['native']));
  await installPeers();
  const require = createRequire(at('tests/bench/peers/package.json'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let failed = 0;
  const tell = (name, what, isRight, figure = '') => {
    failed += isRight ? 0 : 1;
    console.log(`${isRight ? 'ok    ' : 'FAILED'}  ${name.padEnd(18)}  ${what.padEnd(36)}  ${figure}`);
  };
  for (const [name, file] of models()) {
    const endings = ['keras', 'h5', 'json', 'onnx', 'h', 'py', 'zip'];
    const written = [
      ...endings.map((ending) => `${name}.${ending}`),
      'model.json',
      `${name}_out.safetensors`,
    ];
    for (const each of written) inkling('convert', file, each);
    const note = JSON.parse(JSON.parse(read('model.json')).userDefinedMetadata.inkling);
    const test = {
      images: note.test_images.flat().map((ink) => ink / 255),
      answers: note.test_answers.flat(),
    };
    for (const [what, most] of [
      ['TensorFlow.js', await tensorflow(require, test)],
      ['onnxruntime', await onnxruntime(require, test, name)],
      ['c++ -std=c++11', compiler(name)],
    ])
      tell(name, what, most <= MOST, most.toExponential(1));
    const weights = weightsIn(`${name}_out.safetensors`);
    const back = ['keras', 'h5', 'json', 'zip'].map((ending) => `${name}.${ending}`);
    for (const each of [...back, 'model.json']) tell(name, `${each} comes back`, comesBack(each, weights));
    const isExact = !name.startsWith('all_kinds');
    if (isExact) tell(name, `${name}.onnx comes back`, comesBack(`${name}.onnx`, weights));
    const python = execFileSync('/usr/bin/python3', [at('tests/others/keras_files.py'), folder, name], {
      encoding: 'utf8',
    });
    for (const line of python.trim().split('\n'))
      tell(name, line.replace(/^\w+ /, ''), line.startsWith('ok '));
  }
  if (failed) process.exit(1);
});
