import { describe, expect, test } from 'vitest';
import type { ExplainOptions } from '../../wasm/library/types';
import { digits, engine, everyVariant } from './engine';

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
const distance = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]) / (1 + Math.abs(b[i]))), 0);

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
