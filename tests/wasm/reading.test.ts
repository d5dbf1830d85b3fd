import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, readingVariants } from '../../.tools/project.mjs';
import { agree, likelyDrawings, photographs, randomDrawings, scanned } from '../agreement.mjs';
import { digits, drawings, engine, engineFile, library, type Variant } from './engine';

const shipped = ['inkling', 'inkling-kuzushiji'].map((name) =>
  readFileSync(at(`src/presets/${name}.safetensors`)),
);
const reading = readingVariants as Variant[];

const readingPart = (variant: Variant) => engine(variant, 1, 'reading');
/** The whole of every variant and the part of each that reads, the whole first. */
const engines = async () => [
  ...(await Promise.all(reading.map((variant) => engine(variant, 1)))),
  ...(await Promise.all(reading.map(readingPart))),
];

const layer = (class_name: string, config: object) => ({ class_name, config });
/** A network of so many layers between the images and ten classes, untrained. */
async function untrained(...layers: object[]): Promise<Uint8Array> {
  const all = [
    layer('InputLayer', { batch_shape: [null, 28, 28, 1] }),
    ...layers,
    layer('Flatten', {}),
    layer('Dense', { units: 10, activation: 'softmax' }),
  ];
  const model = layer('Sequential', { name: 'small', layers: all });
  const trainer = await (await engine(reading[0], 1)).trainer({ model, data: digits(20) });
  const file = await trainer.save();
  trainer.dispose();
  return file;
}

describe('the part that reads answers as the whole engine does, in every variant', () => {
  test('points, signs, lines, small neighbours, and digits drawn badly', { timeout: 600_000 }, async () => {
    const models = await Promise.all((await engines()).map((each) => each.load()));
    expect(await agree(models, likelyDrawings(drawings.slice(0, 20)))).toBe(463);
  });

  test('photographs and scans, with both models', { timeout: 600_000 }, async () => {
    const { images } = digits(40);
    const scans = Array.from({ length: 40 }, (_, i) =>
      scanned(images.subarray(784 * i, 784 * (i + 1)), 1 + (i % 5)),
    );
    for (const file of shipped) {
      const models = await Promise.all((await engines()).map((each) => each.load(file)));
      const pictures = [...photographs(drawings.map(({ strokes }) => strokes)), ...scans];
      expect(await agree(models, pictures)).toBe(80);
      expect(await agree(models, [drawings[0].strokes])).toBe(1);
    }
  });

  test('five thousand drawings of random strokes', { timeout: 600_000 }, async () => {
    const file = await untrained(layer('MaxPooling2D', { pool_size: 4 }));
    const models = await Promise.all((await engines()).map((each) => each.load(file)));
    expect(await agree(models, randomDrawings(5_000, 1))).toBe(5_000);
  });

  test('images, one and many', async () => {
    const { images } = digits(70);
    const ink = Float32Array.from(images, (value) => value / 255);
    const asked = (await engines()).map(async (each) => (await each.load()).predict(ink, 70));
    const [first, ...others] = await Promise.all(asked);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe.each(reading)('the part of %s that reads', (variant) => {
  test('is half as large, and says what it is', async () => {
    const bytes = (end: string) => statSync(engineFile(`${variant}${end}`)).size;
    expect(bytes('-reading.wasm')).toBeLessThan(0.5 * bytes('.wasm'));
    const [part, whole] = [await readingPart(variant), await engine(variant)];
    expect([part.variant, part.threads, part.features]).toEqual([variant, 1, whole.features]);
    const [model, other] = [await part.load(), await whole.load()];
    expect([model.name, model.labels, model.parameters]).toEqual([
      other.name,
      other.labels,
      other.parameters,
    ]);
    expect([part.liveObjects(), part.memoryBytes() > 0]).toEqual([1, true]);
    part.dispose();
    expect(part.liveObjects()).toBe(0);
  });

  test('says what it lacks, and goes on', async () => {
    const part = await readingPart(variant);
    const model = await part.load();
    const file = await untrained(layer('AveragePooling2D', { pool_size: 4 }));
    await expect(part.load(file)).rejects.toThrow('[part] the part that reads has no layer AveragePooling2D');
    expect(() => part.presets).toThrow('[part] presets takes the whole engine');
    await expect(model.save()).rejects.toThrow('[part] save takes the whole engine');
    await expect(part.trainer({ preset: 'numpy-cnn', data: digits(10) })).rejects.toThrow('[part]');
    await expect(part.load(file.subarray(0, 100))).rejects.toThrow('[safetensors]');
    expect((await model.recognize(drawings[0])).text).toBe(String(drawings[0].label));
  });
});

test('after 100,000 refusals it reads on', async () => {
  const some = await readingPart('simd');
  const model = await some.load();
  const wrong = { strokes: [[1]] };
  for (let i = 0; i < 100_000; i += 1)
    await model.read(wrong).then(
      () => expect.unreachable(),
      () => undefined,
    );
  await expect(model.read(wrong)).rejects.toThrow(
    '[strokes] strokes[0] has an odd number of coordinates, 1: the last x has no y',
  );
  expect((await model.recognize(drawings[0])).text).toBe(String(drawings[0].label));
  expect(some.memoryBytes()).toBeLessThan(64 << 20);
});

test('the part that reads has no threads', async () => {
  const asked = library.createEngine({ variant: 'simd-threads', part: 'reading' });
  await expect(asked).rejects.toThrow('the part that reads has no threads, got variant simd-threads');
  const { variant, threads } = await engine('auto', 'auto', 'reading');
  expect([variant, threads]).toEqual(['simd', 1]);
});
