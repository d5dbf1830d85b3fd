import { describe, expect, test } from 'vitest';
import type { Channel, ExplainOptions } from '../../wasm/library/types';
import { digits, engine, everyVariant } from './engine';
import { distance, fixture, networkFile, networks } from './inside';

const image = Float32Array.from(digits(3).images.subarray(0, 784), (pixel) => pixel / 255);
const ways: ExplainOptions[] = [
  {},
  { label: '3', method: 'gradient' },
  { label: '3', method: 'occlusion' },
  { method: 'grad_cam' },
  { method: 'grad_cam', layer: 'max_pooling2d_1', label: '8' },
];
const look = async (variant: (typeof everyVariant)[number]) => {
  const model = await (await engine(variant)).load();
  const layers = await model.activations(image);
  const explained = await Promise.all(ways.map((options) => model.explain(image, options)));
  const answer = await model.predict(image, 1);
  return { model, layers, explained, answer };
};

describe.each(everyVariant)('%s', (variant) => {
  test('shows what every layer makes of an image, and the answer at the end', async () => {
    const { layers, answer, model } = await look(variant);
    expect(layers.slice(0, 3).map(({ name, class_name, shape }) => [name, class_name, shape])).toEqual([
      ['conv2d', 'Conv2D', [28, 28, 32]],
      ['conv2d_1', 'Conv2D', [28, 28, 32]],
      ['max_pooling2d', 'MaxPooling2D', [14, 14, 32]],
    ]);
    for (const { shape, values } of layers)
      expect(values).toHaveLength(shape.reduce((product, size) => product * size, 1));
    expect(distance(layers.at(-1)!.values, answer)).toBeLessThan(1e-6);
    expect(layers.at(-1)!.values).toHaveLength(model.labels.length);
  });

  test('shows and explains the same as the variant without SIMD', async () => {
    const [here, plain] = await Promise.all([look(variant), look('scalar')]);
    here.layers.forEach(({ values }, i) =>
      expect(distance(values, plain.layers[i].values)).toBeLessThan(1e-5),
    );
    here.explained.forEach((values, i) => {
      expect(values).toHaveLength(784);
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0);
      expect(distance(values, plain.explained[i])).toBeLessThan(1e-5);
    });
  });
});

describe.each(everyVariant)('%s: what is inside is what PyTorch finds there', (variant) => {
  test.each(networks)('%s', async (name) => {
    const found = fixture(name);
    const created = await engine(variant);
    const model = await created.load(await networkFile(created, found));
    const given = Float32Array.from(found.image);
    const layers = await model.activations(given);
    expect(layers).toHaveLength(found.activations.length);
    layers.forEach(({ name, values }, i) =>
      expect(distance(values, found.activations[i]), name).toBeLessThan(1e-5),
    );
    for (const { values, ...how } of found.explanations)
      expect(distance(await model.explain(given, how), values), JSON.stringify(how)).toBeLessThan(1e-5);
  });
});

test('what is switched off counts nothing, for one question', async () => {
  const model = await (await engine('simd')).load();
  const off = [{ layer: 4, channel: 0 }];
  const many = Float32Array.from(digits(40).images, (pixel) => pixel / 255);
  const whole = await model.predict(many, 40);
  const without = await model.predict(many, 40, { off });
  expect(distance(without, whole)).toBeGreaterThan(1e-6);
  const layers = await model.activations(many.subarray(0, 784), { off });
  expect(distance(layers.at(-1)!.values, without.subarray(0, 10))).toBeLessThan(1e-6);
  expect(layers[4].values.every((value, i) => i % layers[4].shape[2] !== 0 || value === 0)).toBe(true);
  expect(await model.predict(many, 40, { off: [] })).toEqual(whole);
  expect(await model.predict(many, 40)).toEqual(whole);
  for (const method of ['gradient', 'occlusion', 'grad_cam'] as const)
    expect(await model.explain(image, { method, off }), method).not.toEqual(
      await model.explain(image, { method }),
    );
  expect(await model.changeTowards(image, '3', { off })).not.toEqual(await model.changeTowards(image, '3'));
  const refused = (...off: object[]) => expect(model.predict(image, 1, { off: off as Channel[] })).rejects;
  await refused({ layer: 99, channel: 0 }).toThrow('[layer] must be below 11, got 99');
  await refused({ layer: 0, channel: 32 }).toThrow('[channel] must be below 32, got 32');
  await refused({ layer: -1, channel: 0 }).toThrow('[off] layer must be at least 0, got -1');
  await refused({ layer: 0, channel: NaN }).toThrow('channel must be a finite number');
  await expect(model.weightedSum(image, 0, 28 * 28 * 32)).rejects.toThrow('[index] must be below 25088');
  await expect(model.weightedSum(image, 11, 0)).rejects.toThrow('[layer] must be below 11, got 11');
  await expect(model.weights(11)).rejects.toThrow('[layer] must be below 11, got 11');
});

test('tells of layers, weights, features and statistics', async () => {
  const model = await (await engine('simd')).load();
  const { layers } = model;
  expect(layers[1]).toMatchObject({
    config: { filters: 32, kernel_size: [3, 3], padding: 'same' },
    input_shape: [28, 28, 32],
    shape: [28, 28, 32],
    activation: 'relu',
  });
  let parameters = 0;
  for (const [i, layer] of layers.entries()) {
    const weights = await model.weights(i);
    expect(weights.map(({ name, shape }) => ({ name, shape }))).toEqual(layer.weights);
    for (const { shape, values } of weights)
      expect(values).toHaveLength(shape.reduce((product, size) => product * size, 1));
    parameters += layer.parameters;
  }
  expect(parameters).toBe(model.parameters);

  const few = digits(40);
  const rows = await model.features(
    Float32Array.from(few.images, (pixel) => pixel / 255),
    40,
  );
  const activations = await model.activations(image);
  expect(rows).toHaveLength(40 * 576);
  expect(distance(rows.subarray(0, 576), activations.at(-2)!.values)).toBeLessThan(1e-6);

  const statistics = await model.statistics(few);
  expect(statistics.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
  statistics.forEach(({ weights, gradients, activations, dead }, i) => {
    const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
    expect(weights ? total(weights.counts) : 0).toBe(layers[i].parameters);
    expect(gradients ? total(gradients.counts) : 0).toBe(layers[i].parameters);
    expect(total(activations.counts)).toBe(40 * layers[i].shape.reduce((product, size) => product * size, 1));
    expect(dead).toBeLessThan(1);
  });
  await expect(model.statistics(digits(1001))).rejects.toThrow('takes at most 1000 images, got 1001');
});

test('what would make it another digit is found, and is what it says', async () => {
  const model = await (await engine('simd')).load();
  const { image: changed, probability, found } = await model.changeTowards(image, '3');
  expect(found).toBe(true);
  const answer = await model.predict(changed, 1);
  expect(answer[3]).toBeCloseTo(probability, 5);
  expect(answer[3]).toBe(Math.max(...answer));
  expect(Math.hypot(...changed.map((ink, i) => ink - image[i]))).toBeLessThan(5);
  await expect(model.changeTowards(image, 'x')).rejects.toThrow('[label] must be one of');
});

test('what is asked for must be there', async () => {
  const model = await (await engine('simd')).load();
  const refused = (options: object) => expect(model.explain(image, options)).rejects;
  await refused({ label: 'x' }).toThrow('[label] must be one of 0, 1, 2');
  await refused({ method: 'magic' }).toThrow('method');
  await refused({ method: 'grad_cam', layer: 'flatten' }).toThrow('[layer] flatten has no maps');
  await refused({ method: 'grad_cam', layer: 'nowhere' }).toThrow('[layer] the model has no layer nowhere');
  await refused({ class: '7' }).toThrow('class');
  await expect(model.activations(image.subarray(1))).rejects.toThrow('[image] 783 numbers do not fit');
});
