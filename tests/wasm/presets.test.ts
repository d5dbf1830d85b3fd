import { describe, expect, test } from 'vitest';
import type { Done, Engine, TrainingPlan } from '../../wasm/library/types';
import { planOf } from '../../web/state/plan';
import { digits, engine, idxFolder, inkling, readLines } from './engine';

type Digits = ReturnType<typeof digits>;

/** What the command line trains; portable kernels have the bits of WebAssembly. */
function native(...words: string[]): string {
  const [done] = readLines<Done>(inkling('train', '--kernels', 'portable', '--json', ...words)).slice(-1);
  return done.weights_hash;
}

async function library(trained: Engine, options: Parameters<Engine['trainer']>[0]): Promise<string> {
  const trainer = await trained.trainer(options);
  await trainer.fit();
  const hash = trainer.model.weights_hash;
  trainer.dispose();
  return hash;
}

/** What the Train tab trains where nothing is set but this. */
function pagePlan(trained: Engine, name: string, data: Digits, settings: object): TrainingPlan {
  const preset = trained.presets.find((each) => each.name === name)!;
  const shape: [number, number, number] = [data.rows, data.columns, 1];
  const about = { shape, classes: 10, images: data.labels.length };
  return planOf({ dataset: 'mnist', preset: name, ...settings }, preset, trained.catalogue, about);
}

/** The images in the order of their classes. */
function sorted(data: Digits): Digits {
  const order = Array.from(data.labels.keys()).sort((a, b) => data.labels[a] - data.labels[b]);
  const size = data.rows * data.columns;
  const images = new Uint8Array(data.images.length);
  order.forEach((from, to) => images.set(data.images.subarray(from * size, (from + 1) * size), to * size));
  return { ...data, images, labels: Uint8Array.from(order, (from) => data.labels[from]) };
}

describe('one preset, seed and data give one model, whoever trains it', () => {
  const names = [
    'book-cnn',
    'inkling',
    'keras-simple',
    'kmnist-cnn',
    'numpy-cnn',
    'quick-cnn',
    'sprint',
    'sprint-995',
  ];

  test.each(names)('%s', { timeout: 600_000 }, async (preset) => {
    const trained = await engine('simd');
    expect(trained.presets.map(({ name }) => name).sort()).toEqual(names);
    const data = digits(70);
    const [epochs, batch_size] = [1, 8];
    const settings = { epochs, batch_size };
    const hash = native('--preset', preset, '--data', idxFolder(data), '--epochs', '1', '--batch-size', '8');
    expect(await library(trained, { preset, data, ...settings })).toBe(hash);
    const { model, training, seed } = pagePlan(trained, preset, data, settings);
    expect(await library(trained, { model, training, seed, data })).toBe(hash);
  });

  test('with nothing set, and data that are sorted by class', { timeout: 600_000 }, async () => {
    const trained = await engine('simd');
    const data = sorted(digits(300));
    const hash = native('--preset', 'quick-cnn', '--data', idxFolder(data));
    expect(await library(trained, { preset: 'quick-cnn', data })).toBe(hash);
    const { model, training, seed } = pagePlan(trained, 'quick-cnn', data, {});
    expect(await library(trained, { model, training, seed, data })).toBe(hash);
    const trainer = await trained.trainer({ preset: 'quick-cnn', data });
    expect(trainer.validation).toBe('shuffled');
    trainer.dispose();
  });
});

test('every default stands in the catalogue', async () => {
  const { catalogue } = await engine('simd');
  const defaults = Object.fromEntries(
    [...catalogue.plan, ...catalogue.training].map((field) => [field.name, field.default]),
  );
  expect(defaults).toMatchObject({
    seed: 1,
    epochs: 1,
    batch_size: 32,
    validation_split: 0.1,
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
    shuffle: true,
  });
});
