import { expect, test, vi } from 'vitest';
import { packModel, unpackModel } from '../../wasm/library/containers/model_files';
import { fixture, open, refusalOf } from './models';

const HALVES = [-1.5, -1, -0.5, 0, 0.5, 1];
const DOWN = [-1, -1, 0, 0, 0, 1];

test("Keras's groups, attributes and weights are read", async () => {
  const [{ name, bytes, description, tensors }] = await open('keras.h5');
  expect([name, bytes]).toEqual(['keras.h5', undefined]);
  expect(description).toEqual({
    hdf5: {
      '': { model_config: '{"class_name": "Sequential"}', keras_version: '2.10.0 – é' },
      model_weights: {
        layer_names: ['conv2d', 'flatten'],
        backend: ['tensorflow', 'one more'],
        blanks: 'padded',
      },
      'model_weights/conv2d': { weight_names: ['conv2d/kernel:0', 'conv2d/bias:0'] },
      'model_weights/conv2d/conv2d': {},
      'model_weights/flatten': { weight_names: [] },
    },
  });
  expect(tensors).toEqual([
    { name: 'model_weights/conv2d/conv2d/bias:0', shape: [1], values: new Float32Array([0.1]) },
    { name: 'model_weights/conv2d/conv2d/kernel:0', shape: [1, 2, 3, 1], values: new Float32Array(HALVES) },
  ]);
});

test('numbers of all kinds are read, what is none is left out, and so is what other links than hard ones lead to', async () => {
  const [{ description, tensors }] = await open('kinds.h5');
  expect(description).toEqual({
    hdf5: {
      '': {
        ...{ whole: 7, negative: -2, float: 0.25, truth: 1, wholes: [1, 2, 3, 2 ** 40] },
        ...{ bytes: [200, 255], nothing: [] },
      },
      'layers\\dense': {},
    },
  });
  const values = Object.fromEntries(tensors!.map((each) => [each.name, [...each.values]]));
  expect(values).toEqual({
    ...{ f2: HALVES, f4: HALVES, f8: HALVES, big_f4: HALVES, big_f8: HALVES },
    ...{ i1: DOWN, big_i2: DOWN, i4: DOWN, i8: DOWN },
    ...{ u1: [200, 3], u2: [200, 3], u4: [200, 3], u8: [200, 3] },
    scalar: [12345],
    packed: Array(45).fill(1),
  });
  expect(tensors!.find(({ name }) => name === 'scalar')!.shape).toEqual([]);
});

test.for([
  ['circle.h5', 'has groups that lie more than 32 deep'],
  ['deep.h5', 'has groups that lie more than 32 deep'],
  ['huge.h5', 'is damaged or cut short: kernel would have 4294967296 bytes, and the whole file has 1400'],
  ['huge_packed.h5', 'unpacks from 1 to more than 64 MiB; unpack it yourself if that is right'],
  ['many_chunks.h5', 'is made of more than 10000 parts'],
  ['lzf.h5', 'has kernel packed in a way that is not read'],
  ['virtual.h5', 'keeps kernel in other files, which is not read'],
  ['elsewhere.h5', 'is damaged, or keeps kernel elsewhere: it could not be read'],
])('%s is refused', async ([name, words]) => {
  expect(await refusalOf({ [name]: fixture(name) })).toBe(`[model] ${name} ${words}`);
});

test('a file that is cut short is refused wherever it is cut', async () => {
  const whole = fixture('keras.h5');
  for (const share of [0.01, 0.2, 0.5, 0.9, 0.999])
    expect(await refusalOf({ 'a.h5': whole.subarray(0, share * whole.length) })).toBe(
      '[model] a.h5 is an HDF5 file, but damaged or cut short',
    );
});

test('a file that is refused leaves nothing to the next one', async () => {
  const files = { 'a.h5': fixture('elsewhere.h5') };
  await refusalOf(files);
  expect(await open('keras.h5')).toHaveLength(1);
});

test('what is written is read again, and the same bytes each time', async () => {
  const model = {
    name: 'model.weights.h5',
    description: {
      hdf5: {
        '': {
          config: '{"é": 1}',
          empty: [],
          names: ['é', 'longer'],
          list: [1, -2],
          numbers: [0.5, 1],
          one: 3,
        },
        'layers/dense': { rate: 0.25 },
        'layers/dense/vars': {},
      },
    },
    tensors: [
      { name: 'layers/dense/vars/0', shape: [2, 3], values: new Float32Array(HALVES) },
      { name: 'other/deep/scalar', shape: [], values: new Float32Array([7]) },
    ],
  };
  const bytes = await packModel([model]);
  const [{ description, tensors }] = await unpackModel({ 'a.h5': bytes });
  const { hdf5 } = model.description;
  expect(description).toEqual({ hdf5: { ...hdf5, layers: {}, other: {}, 'other/deep': {} } });
  expect(tensors).toEqual(model.tensors);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1e8 });
  expect(await packModel([model])).toEqual(bytes);
  vi.useRealTimers();
});
