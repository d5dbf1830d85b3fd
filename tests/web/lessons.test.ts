import { expect, test } from 'vitest';
import * as messages from '../../web/app/messages';
import { learnedIn } from '../../web/learn/backpropagation_network';
import { changeOf, moved } from '../../web/learn/moved';
import { placed } from '../../web/learn/placed';
import { convolution, tinyModel } from '../../web/learn/tiny_model';
import { lessonAddress, lessonIn } from '../../web/state/address';

test('a tiny model is safetensors with what Keras would write', () => {
  const file = convolution([1, 2, 3, 4, 5, 6, 7, 8, 9], { strides: [2, 2] });
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<
    string,
    Record<string, unknown>
  >;
  expect(header['kernel/kernel']).toEqual({ dtype: 'F32', shape: [3, 3, 1, 1], data_offsets: [0, 36] });
  expect([...new Float32Array(file.buffer.slice(8 + length))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const { keras_config, labels } = header.__metadata__ as Record<string, string>;
  expect(JSON.parse(labels)).toEqual(['0']);
  const { config } = JSON.parse(keras_config) as { config: { layers: { config: object }[] } };
  expect(config.layers[0].config).toEqual({ batch_shape: [null, 28, 28, 1] });
  expect(config.layers[1].config).toMatchObject({ filters: 1, kernel_size: [3, 3], strides: [2, 2] });
});

test('a tiny model without weights ends with its header', () => {
  const file = tinyModel({
    input: [1, 2, 1],
    layers: [{ class_name: 'Flatten', config: {} }],
    labels: ['a', 'b'],
  });
  expect(file.length).toBe(8 + Number(new DataView(file.buffer).getBigUint64(0, true)));
});

test('an image is moved by whole pixels, and what leaves it is gone', () => {
  const image = new Float32Array(784);
  image[0] = image[30] = 1;
  const right = moved(image, 1, 0);
  expect([right[1], right[31], right.reduce((sum, ink) => sum + ink)]).toEqual([1, 1, 2]);
  expect(moved(image, -1, 0).reduce((sum, ink) => sum + ink)).toBe(1);
  expect(changeOf(image, image)).toBe(0);
  expect(changeOf(image, right)).toBe(1);
  expect(changeOf(new Float32Array(4), new Float32Array(4))).toBe(0);
});

test('strokes are put where they are wanted, as large as that', () => {
  expect(placed([[0, 0, 10, 20]], 4, 50, 60)).toEqual([[49, 58, 51, 62]]);
  expect(placed([[3, 3]], 4, 50, 60)).toEqual([[50, 60]]);
});

test('the gradient is what a step has taken off, by the learning rate', () => {
  const weights = (kernel: number[], bias: number[]) => [
    { name: 'kernel', shape: [2, 2], values: Float32Array.from(kernel) },
    { name: 'bias', shape: [2], values: Float32Array.from(bias) },
  ];
  const layer = { layer: 1, before: weights([1, 2, 3, 4], [0, 0]), after: weights([1, 2, 3, 3], [0, 1]) };
  const learned = learnedIn({ weights: [layer, layer] }, 0.5);
  expect(learned).toHaveLength(12);
  expect(learned[3]).toEqual({ name: 'Right pixel → middle 2', value: 4, gradient: 2, after: 3 });
  expect(learned[11]).toEqual({ name: 'bias of right', value: 0, gradient: -2, after: 1 });
});

test('lessons have names that an address keeps', () => {
  for (const id of Object.keys(messages.learn.lessons))
    expect(lessonIn(lessonAddress({ lesson: id, step: 2 }))).toEqual({ lesson: id, step: 2 });
  expect(lessonIn('#tab=learn')).toBeNull();
  for (const step of ['0', '-3', 'x', '', '1e999'])
    expect(lessonIn(`#lesson=kernel&step=${step}`)?.step, step).toBeGreaterThanOrEqual(1);
});
