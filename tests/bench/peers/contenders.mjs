// The other programs as contenders. Where one is so slow that a batch takes many seconds, it gets smaller batches.
import { at } from '../../../.tools/project.mjs';
import { networks, withSgd } from '../networks.mjs';
import { startProgram } from '../program.mjs';
import { dlibProgram, writeFiles } from './setup.mjs';

const small = {
  TensorFlow: { 'keras-simple': 2, 'book-cnn': 32, 'numpy-cnn': 64 },
  ConvNetJS: { 'keras-simple': 4, 'book-cnn': 64, 'numpy-cnn': 128 },
  jax: { 'keras-simple': 4 },
};
const script = (name) => at('tests/bench/peers/native', name);
const python = '/usr/bin/python3'; // the one that Debian's packages belong to
const titled = (title, batch_size, usual) =>
  batch_size === usual ? title : `${title} (batch ${batch_size})`;

/** One in the browser for each number of threads; `files` gives what it reads. */
const inPage = (start, module, title, threads, task) =>
  threads.map((count) => ({
    name: title,
    threads: count,
    start: async () => start(`peers/web/${module}.mjs`, { threads: count, ...(await task()) }),
  }));

export function webTraining(start, name) {
  const network = networks[name];
  const usual = network.batch_size;
  const inPages = (module, title, threads, batch_size = usual) =>
    inPage(start, module, titled(title, batch_size, usual), threads, () => ({ network, batch_size }));
  const jax = inPages('jax', 'jax-js 0.1.25 wasm', [1, 2], small.jax[name]);
  if (name === 'jaxnet') return jax;
  const onnxruntime = inPage(
    start,
    'onnxruntime_training',
    'onnxruntime-web 1.19.2 training',
    [1, 2],
    async () => {
      const { trainingFiles } = await import('./onnx/training.mjs');
      writeFiles(`onnx/${name}`, trainingFiles(network, usual));
      return { batch_size: usual, files: `/build/bench/onnx/${name}/` };
    },
  );
  return [
    ...onnxruntime,
    ...jax,
    ...inPages('tensorflow', 'TensorFlow.js 4.22 cpu', [1], small.TensorFlow[name]),
  ];
}

export const trainsBySgd = (name) => name in small.ConvNetJS;

/** Who has no Adam. */
export function webSgd(start, name) {
  const network = withSgd(networks[name]);
  const batch_size = small.ConvNetJS[name];
  const title = titled('ConvNetJS 0.3', batch_size, network.batch_size);
  return inPage(start, 'convnet', title, [1], () => ({ network, batch_size }));
}

async function writeInference(name, batch_size) {
  const { inferenceModel } = await import('./onnx/model.mjs');
  return writeFiles(`onnx/${name}`, { [`${batch_size}.onnx`]: inferenceModel(networks[name], batch_size) });
}

export const webInference = (start, name, batch_size) =>
  inPage(start, 'onnxruntime', 'onnxruntime-web 1.30 wasm', [1, 2], async () => {
    await writeInference(name, batch_size);
    return { batch_size, file: `/build/bench/onnx/${name}/${batch_size}.onnx` };
  });

export function nativeTraining(name) {
  const network = networks[name];
  const { batch_size, learning_rate } = network;
  const dlib = [dlibProgram, name, String(batch_size), String(learning_rate)];
  const torch = [python, script('torch_peer.py')];
  /** Their library for matrices would take as many threads as there are. */
  const limits = (threads) => ({ OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads) });
  return [1, 2].flatMap((threads) => [
    {
      name: 'PyTorch 1.13',
      threads,
      start: () => startProgram(torch, { network, batch_size, threads }, limits(threads)),
    },
    {
      name: 'dlib 19.24',
      threads,
      start: () => startProgram(dlib, undefined, limits(threads)),
    },
  ]);
}

export const nativeInference = (name, batch_size) =>
  [1, 2].map((threads) => ({
    name: 'onnxruntime-node 1.30',
    threads,
    start: async () => {
      const file = `${await writeInference(name, batch_size)}/${batch_size}.onnx`;
      const program = [process.execPath, script('onnxruntime_node_peer.mjs')];
      return startProgram(program, { file, batch_size, threads });
    },
  }));
