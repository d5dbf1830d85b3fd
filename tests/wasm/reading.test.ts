import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, readingVariants } from '../../wasm/setup/project.mjs';
import { without } from '../../wasm/setup/without.mjs';
import { photographed } from '../photograph.mjs';
import { digits, type Drawing, drawings, engine, library, readLines, type Variant } from './engine';

const strokesFolder = process.env.INKLING_DATA && join(process.env.INKLING_DATA, 'strokes');
const kana = readFileSync(at('src/presets/inkling-kuzushiji.safetensors'));

const readingPart = (variant: Variant) => engine(variant, 1, 'reading');

describe.each(readingVariants as Variant[])('the part of %s that reads', (variant) => {
  test('is half as large, and answers as the whole', async () => {
    const bytes = (end: string) => statSync(at(`dist/lib/engine/inkling-${variant}${end}`)).size;
    expect(bytes('-reading.wasm')).toBeLessThan(0.55 * bytes('.wasm'));
    const [part, whole] = [await readingPart(variant), await engine(variant)];
    expect([part.variant, part.threads, part.features]).toEqual([variant, 1, whole.features]);
    for (const file of [undefined, kana]) {
      const [reader, other] = [await part.load(file), await whole.load(file)];
      for (const [i, drawing] of drawings.entries()) {
        const line = { strokes: [...drawing.strokes, ...drawings[(i + 9) % drawings.length].strokes] };
        for (const each of [drawing, line]) expect(await reader.read(each)).toEqual(await other.read(each));
      }
      const picture = photographed(drawings[7].strokes, { shade: 0.5, ruling: 40 });
      expect(await reader.readPicture(picture)).toEqual(await other.readPicture(picture));
      reader.dispose();
      other.dispose();
    }
    expect(part.liveObjects()).toBe(0);
  });

  test('ends where something else is asked of it', async () => {
    const trainer = await (await engine(variant)).trainer({ preset: 'numpy-cnn', data: digits(10) });
    const file = await trainer.save();
    await expect((await readingPart(variant)).load(file)).rejects.toThrow(WebAssembly.RuntimeError);
    const part = await readingPart(variant);
    expect(() => part.presets).toThrow(WebAssembly.RuntimeError);
  });

  test.skipIf(!strokesFolder).each(['pendigits-train', 'unipen-digits'])(
    'knows all that the strokes of %s take (with INKLING_DATA)',
    { timeout: 300_000 },
    async (name) => {
      const strokes = readLines<Drawing>(readFileSync(join(strokesFolder!, `${name}.jsonl`), 'utf8'));
      const model = await (await readingPart(variant)).load();
      for (let i = 0; i < strokes.length; i += 7)
        expect((await model.recognize(strokes[i])).characters.length).toBeGreaterThan(0);
    },
  );
});

test('the part that reads has no threads', async () => {
  const asked = library.createEngine({ variant: 'simd-threads', part: 'reading' });
  await expect(asked).rejects.toThrow('the part that reads has no threads, got variant simd-threads');
  const { variant, threads } = await engine('auto', 'auto', 'reading');
  expect([variant, threads]).toEqual(['simd', 1]);
});

test('a function that is left out of a module ends it, and the others stay', async () => {
  // (module (func (export "a") (result i32) i32.const 1) (func (export "b") (result i32) i32.const 2))
  const module = Buffer.from(
    '0061736d010000000105016000017f03030200000709020161000001620001' + '0a0b02040041010b040041020b',
    'hex',
  );
  const { instance } = await WebAssembly.instantiate(without(module, (i: number) => i === 1));
  const { a, b } = instance.exports as Record<'a' | 'b', () => number>;
  expect(a).toThrow(WebAssembly.RuntimeError);
  expect(b()).toBe(2);
});
