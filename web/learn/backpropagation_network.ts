import * as messages from '../app/messages';
import type { Descent } from '../workers/lesson';
import { tinyModel } from './tiny_model';

const words = messages.backpropagationLesson;

export const SIDES = [words.left, words.right];

/** Two pixels, two units in the middle with a sigmoid, and two answers: twelve numbers. */
export const beginning = tinyModel({
  input: [1, 2, 1],
  layers: [
    { class_name: 'Flatten', config: {} },
    { class_name: 'Dense', config: { name: 'middle', units: 2, activation: 'sigmoid' } },
    { class_name: 'Dense', config: { name: 'answer', units: 2, activation: 'softmax' } },
  ],
  weights: {
    'middle/kernel': { shape: [2, 2], values: [0.5, -0.3, 0.2, 0.8] },
    'middle/bias': { shape: [2], values: [0, 0] },
    'answer/kernel': { shape: [2, 2], values: [0.4, 0.3, -0.2, 0.1] },
    'answer/bias': { shape: [2], values: [0, 0] },
  },
  labels: SIDES,
});

/** One of the twelve: what it joins, before and after a step, and which way the loss grows. */
export interface Learned {
  name: string;
  value: number;
  gradient: number;
  after: number;
}

const layers = [
  [words.leftPixel, words.rightPixel],
  [words.hidden(1), words.hidden(2)],
  [words.left, words.right],
];

/**
 * All twelve, layer by layer, kernels before biases. The gradient is what the engine's step has taken off, by the
 * learning rate.
 */
export function learnedIn({ weights }: Pick<Descent, 'weights'>, rate: number): Learned[] {
  return weights.flatMap(({ before, after }, layer) =>
    before.flatMap((weight, w) =>
      Array.from(weight.values, (value, i) => {
        const [from, to] = [layers[layer], layers[layer + 1]];
        const name =
          weight.name === 'kernel'
            ? words.joins(from[Math.floor(i / to.length)], to[i % to.length])
            : words.biasOf(to[i]);
        const next = after[w].values[i];
        return { name, value, gradient: (value - next) / rate, after: next };
      }),
    ),
  );
}
