import { describe, expect, test } from 'vitest';
import type { Channel, Model } from '../../wasm/library/types';
import { digits, engine, everyVariant } from './engine';
import { distance } from './inside';

const image = Float32Array.from(digits(3).images.subarray(0, 784), (pixel) => pixel / 255);

/** Adds up the products of a number of a layer, and checks it, with some switched off, against what the layer shows. */
async function checkNumber(model: Model, layer: number, index: number, values: Float32Array, off: Channel[]) {
  const about = model.layers[layer];
  const made = await model.weightedSum(image, layer, index, { off });
  const sum = made.values.reduce((sum, value, i) => sum + value * made.weights[i], made.bias);
  const isOff = off.some((each) => each.layer === layer && index % about.shape.at(-1)! === each.channel);
  const near = (a: number, b: number) =>
    expect(Math.abs(a - b) / (1 + Math.abs(b)), about.name).toBeLessThan(1e-5);
  near(sum, made.sum);
  expect(made.value).toBe(values[index]);
  expect(made.activation).toBe(about.activation);
  if (isOff) expect(made.value).toBe(0);
  else if (made.activation === 'relu') near(Math.max(made.sum, 0), made.value);
  else if (made.activation === 'linear') near(made.sum, made.value);
  else expect(made.activation).toBe('softmax');
  const kernel = (await model.weights(layer)).find(({ name }) => name === 'kernel');
  if (kernel) expect(made.inputs.length).toBeLessThanOrEqual(kernel.values.length / about.shape.at(-1)!);
  return made;
}

describe.each(everyVariant)('%s: a hundred numbers at random are what they are made of', (variant) => {
  test.each(['keras-simple', 'inkling'])('%s', async (preset) => {
    const created = await engine(variant);
    const trainer = await created.trainer({ preset, data: digits(32), seed: 4, epochs: 1, batch_size: 16 });
    for (let i = 0; i < 2; i++) trainer.step();
    const { model } = trainer;
    const off = [{ layer: 1, channel: 2 }];
    const layers = await model.activations(image, { off });
    let state = 1;
    const random = (below: number) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let i = 0; i < 100; i++) {
      const layer = random(layers.length);
      await checkNumber(model, layer, random(layers[layer].values.length), layers[layer].values, off);
    }
    await checkNumber(model, 1, 2, layers[1].values, off);
    const last = layers.length - 1;
    const logits = [];
    for (const index of layers[last].values.keys())
      logits.push((await checkNumber(model, last, index, layers[last].values, off)).sum);
    const powers = logits.map((logit) => Math.exp(logit));
    const whole = powers.reduce((sum, power) => sum + power, 0);
    expect(
      distance(
        Float32Array.from(powers, (power) => power / whole),
        layers[last].values,
      ),
    ).toBeLessThan(1e-5);
    trainer.dispose();
  });
});
