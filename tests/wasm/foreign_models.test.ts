import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engine, everyVariant } from './engine';

const folder = new URL('../fixtures/models/digits/', import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const filesIn = (name: string) =>
  Object.fromEntries(readdirSync(new URL(`${name}/`, folder)).map((file) => [file, read(`${name}/${file}`)]));

const { image, answers } = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as {
  image: number[];
  answers: number[];
};

const same = {
  'Keras 0': { 'a.json': read('keras-0.json'), 'weights.h5': read('keras-0-weights.h5') },
  'Keras 2.1': read('keras-2.1.h5'),
  'Keras 2.3, channels first': read('keras-2.3-channels-first.h5'),
  'Keras 2.13 on Windows': read('keras-2.13-windows.keras'),
  'Keras 3.4': read('keras-3.4.h5').buffer,
  'Keras 3.8': read('keras-3.8.keras'),
  'TensorFlow.js, layers': filesIn('tfjs'),
  'TensorFlow.js, graph': filesIn('tfjs-graph'),
  // As Node reads a file, into the midst of a larger buffer.
  ONNX: Buffer.concat([Buffer.alloc(3), read('network.onnx')]).subarray(3),
};

test.each(everyVariant)('%s: opens one network in the files of all programs', async (variant) => {
  const created = await engine(variant);
  for (const [name, files] of Object.entries(same)) {
    const model = await created.load(files, { scaling: '0..1' });
    const found = await model.predict(
      Float32Array.from(image, (pixel) => pixel / 255),
      1,
    );
    for (const [i, answer] of answers.entries()) expect(found[i], name).toBeCloseTo(answer, 5);
    expect(model.parameters).toBe(1310);
    expect(model.origin?.trials).toHaveLength(1);
    model.dispose();
  }
  created.dispose();
});

test('says where a model comes from, and what was tried', async () => {
  const created = await engine('simd');
  const model = await created.load(read('keras-3.8.keras'));
  expect(model.origin).toMatchObject({ format: 'keras', writer: 'Keras 3.8' });
  expect(model.origin!.trials.length).toBeGreaterThanOrEqual(5);
  const saved = await created.load(await model.save());
  expect(saved.origin).toBeNull();
  expect(saved.weights_hash).toBe(model.weights_hash);
  created.dispose();
});

test('saves a model for every other program, and opens what comes back', async () => {
  const created = await engine('simd');
  const model = await created.load();
  const ink = Float32Array.from(image, (pixel) => pixel / 255);
  const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  for (const format of ['keras', 'h5', 'json', 'tfjs', 'onnx', 'safetensors'] as const) {
    const back = await created.load(await model.save(format));
    expect(back.weights_hash, format).toBe(model.weights_hash);
    expect(await back.predict(ink, 1), format).toEqual(await model.predict(ink, 1));
    expect(back.labels, format).toEqual(model.labels);
    const named = await created.load(await model.save(format), { labels });
    expect(named.labels, format).toEqual(labels);
    for (const each of [back, named]) each.dispose();
  }
  const header = new TextDecoder().decode(await model.save('cpp'));
  expect(header).toContain('inline void predict(const float* image, float* outputs)');
  expect(await model.save('keras')).toEqual(await model.save('keras'));
  await expect(model.save('pickle' as 'keras')).rejects.toThrow('must be one of keras, h5,');
  created.dispose();
});

test('refuses in words what is no model', async () => {
  const created = await engine('simd');
  const bytes = (text: string) => new TextEncoder().encode(text);
  await expect(created.load(bytes('{"layers": []}'))).rejects.toThrow('a network without its weights');
  await expect(created.load(bytes('PK\x03\x04'))).rejects.toThrow('[');
  await expect(created.load(read('keras-2.1.h5').subarray(0, 9000))).rejects.toThrow('[');
  await expect(created.load({ 'model.json': read('tfjs/model.json') })).rejects.toThrow(
    'the file group1-shard1of2.bin with its weights is missing',
  );
  await expect(created.load(read('network.onnx'), { scaling: '7' })).rejects.toThrow(
    '[scaling] must be one of',
  );
  expect(created.liveObjects()).toBe(0);
  created.dispose();
});
