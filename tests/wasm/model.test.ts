import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer, InkSteps, Model } from '../../wasm/library/types';
import { photographed } from '../photograph.mjs';
import {
  digits,
  type Drawing,
  drawings,
  drawingsFile,
  engine,
  everyVariant,
  inkling,
  library,
  readLines,
  shippedModel,
  temporaryFolder,
} from './engine';

const strokesFolder = process.env.INKLING_DATA && join(process.env.INKLING_DATA, 'strokes');

describe.each(everyVariant)('%s', (variant) => {
  test('reads drawings as the command line does, to the bit', async () => {
    const printed = inkling('predict', shippedModel, '--strokes', drawingsFile, '--kernels', 'portable');
    const model = await (await engine(variant)).load();
    const native = readLines<Answer>(printed);
    expect(native).toHaveLength(drawings.length);
    for (const [i, drawing] of drawings.entries()) expect(await model.recognize(drawing)).toEqual(native[i]);
  });

  test('reads digits that people drew', async () => {
    const model = await (await engine(variant)).load();
    const answers = await Promise.all(drawings.map((drawing) => model.recognize(drawing)));
    const right = answers.filter(({ text }, i) => text === String(drawings[i].label));
    expect(right.length).toBeGreaterThanOrEqual(0.9 * drawings.length);
    for (const { characters, text, rejected } of answers) {
      expect(rejected).toBe(false);
      expect(characters).toHaveLength(1);
      expect(characters[0].label).toBe(text);
      expect(characters[0].confidence).toBe(Math.max(...characters[0].probabilities));
      expect(characters[0].probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
    }
  });

  test('predicts from the image that it shows', async () => {
    const model = await (await engine(variant)).load();
    const { answer, images } = await model.read(drawings[0]);
    const { characters } = answer;
    expect(images.map(({ length }) => length)).toEqual([784]);
    const both = await model.predict(new Float32Array([...images[0], ...images[0]]), 2);
    expect([...both.subarray(0, 10)]).toEqual([...both.subarray(10)]);
    expect([...both.subarray(0, 10)]).toEqual(characters[0].probabilities.map(Math.fround));
  });

  test('leaves out the steps of preparing that it is told to', async () => {
    const model = await (await engine(variant)).load();
    const drawing = { strokes: [[100, 100, 300, 100, 200, 300]], pen: 20 };
    const mass = async (steps: InkSteps) => {
      const { images } = await model.read(drawing, steps);
      return images[0].reduce((sum, ink) => sum + ink);
    };
    expect(await mass({ scale: true, centre: true })).toBe(await mass({}));
    expect(await mass({ even_pen: false })).toBeLessThan(0.9 * (await mass({})));
    expect(await mass({ scale: false, paper: 1000 })).toBeLessThan(0.5 * (await mass({})));
    await expect(model.read(drawing, { scale: false })).rejects.toThrow('[InkSteps] where scale is off');
    await expect(model.read(drawing, { center: false } as InkSteps)).rejects.toThrow('[steps]');
  });

  test('has no answer where nothing is drawn', async () => {
    const model = await (await engine(variant)).load();
    expect(await model.recognize({ strokes: [] })).toEqual({ text: '', characters: [], rejected: false });
    expect((await model.read({ strokes: [[]] })).images).toEqual([]);
  });

  test('reads pictures of digits, and refuses what is none in words', async () => {
    const model = await (await engine(variant)).load();
    const papers = [{}, { shade: 0.35, noise: 8 }, { paper: 30, ink: 210 }, { ruling: 55, squared: true }];
    let right = 0;
    for (const [i, { strokes, label }] of drawings.entries()) {
      const picture = photographed(strokes, papers[i % papers.length]);
      const { answer, images } = await model.readPicture(picture);
      expect(images).toHaveLength(answer.characters.length);
      if (answer.text === String(label)) right += 1;
      for (const { box, strokes: none } of answer.characters) {
        expect(none).toEqual([]);
        expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
        expect(box[2]).toBeLessThanOrEqual(picture.width);
      }
    }
    expect(right).toBeGreaterThanOrEqual(0.9 * drawings.length);
    const blank = { width: 40, height: 30, pixels: new Uint8Array(1200).fill(200) };
    expect((await model.readPicture(blank)).answer.characters).toEqual([]);
    await expect(model.readPicture({ ...blank, width: 41 })).rejects.toThrow(
      '[picture] 41x30 pixels are 1230 bytes, got 1200',
    );
    for (const width of [0, -40, 4097, NaN, 1e10])
      await expect(model.readPicture({ ...blank, width })).rejects.toThrow(/^\[picture\]/);
  });

  test('evaluates image by image, tells how far it is, and ends early when told to', async () => {
    const opened = await engine(variant);
    const model = await opened.load();
    const data = digits(160);
    const shares: number[] = [];
    const onProgress = (share: number) => {
      shares.push(share);
      return shares.length < 4;
    };
    const evaluation = await model.evaluate(data);
    expect(await model.evaluate(data, onProgress)).toEqual(evaluation);
    expect(shares).toEqual([1 - 96 / 160, 1 - 32 / 160, 1]);
    expect(await model.evaluate(data, (share) => Promise.resolve(onProgress(share)))).toBe(null);
    expect(shares).toHaveLength(4);

    const probabilities = await model.predict(
      Float32Array.from(data.images, (grey) => grey / 255),
      160,
    );
    const rows = Array.from({ length: 160 }, (_, i) => probabilities.subarray(10 * i, 10 * (i + 1)));
    const largest = rows.map((row) => Math.max(...row));
    expect([...evaluation.guesses]).toEqual(rows.map((row, i) => row.indexOf(largest[i])));
    evaluation.confidences.forEach((confidence, i) => expect(confidence).toBeCloseTo(largest[i], 5));
    const right = data.labels.filter((label, i) => label === evaluation.guesses[i]).length;
    expect(evaluation.accuracy).toBe(right / 160);
    expect(opened.liveObjects()).toBe(1);
  });

  test('an evaluation ends with its model, and with its engine', async () => {
    const opened = await engine(variant);
    const data = digits(160);
    for (const gone of [(model: Model) => model.dispose(), () => opened.dispose()]) {
      const model = await opened.load();
      const evaluation = model.evaluate(data, () => gone(model));
      await expect(evaluation).rejects.toThrow('[model] it was disposed of');
      await expect(model.evaluate(data)).rejects.toThrow('[model] it was disposed of');
      expect(opened.liveObjects()).toBe(0);
    }
  });

  test('evaluates on after images that are refused, and after a listener that fails', async () => {
    const opened = await engine(variant);
    const model = await opened.load();
    const fails = () => Promise.reject(new Error('nobody hears'));
    await expect(model.evaluate({ ...digits(8), rows: 27 })).rejects.toThrow(/^\[data\]/);
    await expect(model.evaluate(digits(8), fails)).rejects.toThrow('nobody hears');
    expect(opened.liveObjects()).toBe(1);
    expect((await model.evaluate(digits(8))).images).toBe(8);
  });

  test('saves what it opened', async () => {
    const opened = await engine(variant);
    const model = await opened.load();
    const file = await model.save();
    const again = await opened.load(file);
    expect(again.weights_hash).toBe(model.weights_hash);
    expect(again.labels).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(Buffer.from(await again.save()).equals(file)).toBe(true);
  });

  test('refuses what is wrong in words, and nothing of it stays', async () => {
    const opened = await engine(variant);
    const file = readFileSync(shippedModel);
    const poisoned = Buffer.from(file);
    poisoned.writeFloatLE(NaN, file.length - 4);
    await expect(opened.load(file.subarray(0, 1000))).rejects.toThrow(/^\[safetensors\]/);
    await expect(opened.load(Buffer.alloc(0))).rejects.toThrow(/^\[safetensors\]/);
    await expect(opened.load(poisoned)).rejects.toThrow(/finite/);
    await expect(opened.load(Buffer.from('not a model at all, but long enough'))).rejects.toThrow(/^\[/);
    expect(opened.liveObjects()).toBe(0);
    const model = await opened.load();
    await expect(model.predict(new Float32Array(783), 1)).rejects.toThrow(/^\[predict\]/);
    await expect(model.recognize({ strokes: [[1, 2, 3]] })).rejects.toThrow(/^\[strokes\]/);
    await expect(model.recognize({ strokes: [[1, NaN]] })).rejects.toThrow(/^\[strokes\].* got NaN$/);
    await expect(model.recognize({ strokes: [[1, 2, 3]] })).rejects.toThrow(
      '[strokes] strokes[0] has an odd number of coordinates, 3: the last x has no y',
    );
  });

  test('leaves nothing behind', async () => {
    const opened = await engine(variant);
    const models = [await opened.load(), await opened.load()];
    expect(opened.liveObjects()).toBe(2);
    models[0].dispose();
    models[0].dispose();
    expect(opened.liveObjects()).toBe(1);
    await expect(models[0].recognize(drawings[0])).rejects.toThrow('[model] it was disposed of');
    opened.dispose();
    opened.dispose();
    expect(opened.liveObjects()).toBe(0);
    expect(() => opened.setThreads(1)).toThrow('[engine] it was disposed of');
  });

  test.skipIf(!strokesFolder).each(['pendigits-train', 'unipen-digits'])(
    'reads the strokes of %s as the command line (with INKLING_DATA)',
    { timeout: 900_000 },
    async (name) => {
      const file = join(strokesFolder!, `${name}.jsonl`);
      const native = readLines<Answer>(inkling('predict', shippedModel, '--strokes', file));
      const strokes = readLines<Drawing>(readFileSync(file, 'utf8'));
      // Without SIMD it takes long, and all variants agree on other drawings too.
      const every = variant === 'scalar' ? 5 : 1;
      const model = await (await engine(variant)).load();
      let right = 0;
      let furthest = 0;
      for (const [i, drawing] of strokes.entries()) {
        if (i % every) continue;
        const answer = await model.recognize(drawing);
        expect(answer.text).toBe(native[i].text);
        for (const [place, { probabilities }] of answer.characters.entries())
          probabilities.forEach((p, c) => {
            furthest = Math.max(furthest, Math.abs(p - native[i].characters[place].probabilities[c]));
          });
        if (answer.text === String(drawing.label)) right += 1;
      }
      expect(furthest).toBeLessThan(1e-5);
      expect((right * every) / strokes.length).toBeGreaterThanOrEqual(0.95);
    },
  );
});

test('a variant that does not exist and an engine that is not there are named', async () => {
  await expect(library.createEngine({ variant: 'fast' as 'simd' })).rejects.toThrow(
    /auto or one of relaxed-threads, simd-threads, simd, scalar, got fast/,
  );
  const base = new URL(`file://${temporaryFolder()}/`);
  await expect(library.createEngine({ base })).rejects.toThrow(/inkling-scalar-\w+\.(js|wasm) could not be/);
});
