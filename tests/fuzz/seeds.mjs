// Small files of every kind that is read, with which fuzzing begins: node tests/fuzz/seeds.mjs writes corpus/.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { at } from '../../.tools/project.mjs';
import { main } from '../../.tools/steps.mjs';

const bytes = (text) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytes(part) : part))));
const big = (...numbers) => {
  const all = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => all.writeUInt32BE(number, 4 * i));
  return all;
};

/** One network, as another program wrote it. */
const digits = (name) => readFileSync(at('tests/fixtures/models/digits', name));

/** Numbers that differ, all below 256. */
const ink = (count) => Uint8Array.from({ length: count }, (_, i) => (i * i * 7) % 251);

export function npy(descr, shape, data) {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = header.padEnd(117) + '\n';
  return joined('\x93NUMPY\x01\x00', Uint8Array.of(padded.length & 255, padded.length >> 8), padded, data);
}

export const idx = (shape, data) => joined(Uint8Array.of(0, 0, 8, shape.length), big(...shape), data);

export const png = (side, channels = 1) =>
  encode({ width: side, height: side, channels, depth: 8, data: ink(side * side * channels) });

export function safetensors(header, data) {
  const text = JSON.stringify(header);
  const length = Buffer.alloc(8);
  length.writeUInt32LE(text.length);
  return joined(length, text, data);
}

const layer = (class_name, config = {}) => ({ class_name, config });
export const network = (...layers) => ({
  class_name: 'Sequential',
  config: {
    name: 'small',
    layers: [layer('InputLayer', { batch_shape: [null, 28, 28, 1] }), ...layers],
  },
});

/** A network of 34 weights, as floats or quantized to int8. */
export function model(quantized) {
  const config = network(
    layer('MaxPooling2D', { name: 'pool', pool_size: [7, 7] }),
    layer('Flatten', { name: 'flatten' }),
    layer('Dense', { name: 'dense', units: 2, activation: 'softmax' }),
  );
  const entry = (dtype, shape, begin, end) => ({ dtype, shape, data_offsets: [begin, end] });
  const kernel = quantized ? 32 : 128;
  const header = {
    __metadata__: {
      keras_config: JSON.stringify(config),
      labels: '["0","1"]',
      reading: '{"refuse_below":0.5}',
    },
    'dense/kernel': entry(quantized ? 'I8' : 'F32', [16, 2], 0, kernel),
    ...(quantized && { 'dense/kernel:scale': entry('F32', [2], kernel, kernel + 8) }),
    'dense/bias': entry('F32', [2], kernel + (quantized ? 8 : 0), kernel + (quantized ? 16 : 8)),
  };
  return safetensors(header, new Uint8Array(kernel + (quantized ? 16 : 8)));
}

const presets = at('src/presets');
const images = npy('|u1', [2, 4, 4], ink(32));
const labels = npy('<i8', [2], new Uint8Array(new BigInt64Array([1n, 2n]).buffer));
const csv = 'label,a,b,c,d\n1,0,255,3,4\n2,9,8,7,6\n';

export const seeds = {
  archive: {
    'arrays.npz': zipSync({ 'x_train.npy': images, 'y_train.npy': labels }),
    'nested.zip': zipSync({ 'in.zip': zipSync({ '3/a.png': png(5), '__MACOSX/._a': bytes('x') }) }),
    'pictures.zip': zipSync({
      'train/3/a.png': png(6, 3),
      'train/4/b.png': png(6, 3),
      'test/3/c.png': png(6, 3),
    }),
    'table.csv.gz': new Uint8Array(gzipSync(csv)),
    'picture.png': png(9, 4),
  },
  arrays: {
    bytes: joined('\x00', images, '|||', labels),
    floats: joined(
      '\x00',
      npy('<f4', [2, 16], new Uint8Array(Float32Array.from(ink(32), (x) => x / 255).buffer)),
      '|||',
      npy('<U3', [2], bytes('a\0\0\0b\0\0\0\0\0\0\0'.repeat(2))),
    ),
    table: joined('\x01', csv, '|||', csv),
    semicolons: joined('\x01', '"label";"0";"0.1";"0.2";"0.3"\r\n"a";.5;1e-1;0;1\r\n"b";0;0;1;1\r\n'),
    emnist: joined('\x02', '3,1,2,3,4\n1,2,3,4,5\n', '|||', labels),
  },
  configuration: {
    ...Object.fromEntries(
      readdirSync(presets)
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name, readFileSync(`${presets}/${name}`)]),
    ),
    'small.json': bytes(JSON.stringify(network(layer('Flatten'), layer('Dense', { units: 3 })))),
  },
  foreign_model: {
    'keras.h5': digits('keras-2.1.h5'),
    'weights-alone.h5': digits('keras-2-weights-alone.h5'),
    'network.onnx': digits('network.onnx'),
    'keras-0': joined(digits('keras-0.json'), '|||', digits('keras-0-weights.h5')),
    graph: joined(digits('tfjs-graph/model.json'), '|||', digits('tfjs-graph/weights')),
  },
  idx: {
    pair: joined(idx([2, 3, 4], ink(24)), '|||', idx([2], Uint8Array.of(3, 9))),
    floats: joined(
      Uint8Array.of(0, 0, 13, 3),
      big(1, 2, 2),
      Buffer.from('3f8000000000000000000000' + '3f000000', 'hex'),
      '|||',
      idx([1], Uint8Array.of(1)),
    ),
  },
  model_file: { 'floats.safetensors': model(false), 'quantized.safetensors': model(true) },
  picture: {
    grey: joined(
      Uint8Array.of(40, 0),
      Uint8Array.from({ length: 800 }, (_, i) => (i % 40 > 10 && i % 40 < 14 ? 20 : 240)),
    ),
    wide: joined(
      Uint8Array.of(5, 0),
      Uint8Array.from({ length: 1200 }, (_, i) => ((i >> 3) % 9 ? 250 : 10)),
    ),
    colours: joined(
      Uint8Array.of(12, 1),
      Uint8Array.from({ length: 480 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256)),
    ),
  },
  strokes: {
    'lines.jsonl': bytes(
      '{"strokes":[[0,0,50,0,20,80]],"label":7,"pen":3}\n\n{"strokes":[[0,0,0,90],[30,0,60,40,30,80],[80,85]],"label":null}\n{"strokes":[]}\n',
    ),
    'dots.jsonl': bytes('{"strokes":[[1,1],[2,5],[3e3,-1.5e-3],[9,9,9,9]]}'),
  },
};

await main(import.meta.url, () => {
  for (const [target, files] of Object.entries(seeds)) {
    const folder = at('tests/fuzz/corpus', target);
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content);
  }
});
