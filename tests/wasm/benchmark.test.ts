import { expect, test } from 'vitest';
import { engine, everyVariant } from './engine';

test.each(everyVariant)('%s: tells how fast a network is, layer by layer', async (variant) => {
  const created = await engine(variant);
  const benchmark = await created.benchmark({ preset: 'numpy-cnn', batch_size: 8 });
  for (let i = 0; i < 3; i++) await benchmark.train();
  await benchmark.read();
  const { training, reading, layers } = await benchmark.figures();
  expect(training.images).toBe(24);
  expect(reading.images).toBe(8);
  const { model } = created.presets.find(({ name }) => name === 'numpy-cnn')!;
  const outline = created.outline(model).layers;
  expect(layers.map((layer) => layer.multiply_adds)).toEqual(outline.map((layer) => layer.multiply_adds));
  let inLayers = 0;
  for (const { forward_seconds, backward_seconds } of layers) {
    expect(Math.min(forward_seconds, backward_seconds)).toBeGreaterThanOrEqual(0);
    inLayers += forward_seconds + backward_seconds;
  }
  expect(inLayers).toBeGreaterThan(0);
  expect(inLayers).toBeLessThanOrEqual(training.seconds);

  expect(created.liveObjects()).toBe(1);
  benchmark.dispose();
  expect(created.liveObjects()).toBe(0);
  await expect(benchmark.train()).rejects.toThrow('disposed of');
  await expect(created.benchmark({ preset: 'numpy-cnn', batch_size: 1e9 })).rejects.toThrow('1 GB');
});
