import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, site, type Watched } from './browser';
import { figure, openTrain, reaches, someMnist, start, temporaryFolder } from './train';

const COUNT = 200;
const [images, labels] = someMnist(COUNT).files.map((file, i) => readFileSync(file).subarray(i ? 8 : 16));

/** NumPy's file of an array. */
function npy(shape: number[], values: Uint8Array | Float32Array, descr = '|u1'): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`;
  return Buffer.concat([
    Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(header.length)}\x00`, 'latin1'),
    Buffer.from(header),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}

/** The digits as fractions, with their labels. */
const fractions = (ink: (byte: number) => number, y = npy([COUNT], labels)) =>
  zipSync({ 'x.npy': npy([COUNT, 28, 28], Float32Array.from(images, ink), '<f4'), 'y.npy': y });

async function openFiles(settings = ''): Promise<Watched> {
  const watched = await newPage();
  await openTrain(watched.page, site.url, `preset=quick-cnn&dataset=files${settings}`);
  await watched.page.getByTestId('data-missing').waitFor();
  return watched;
}

const bring = (page: Page, name: string, bytes: Uint8Array) =>
  page
    .getByTestId('data-files')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

/** How much ink an image that is shown has, 0 to 255 a pixel. */
const inkShown = (image: Locator) =>
  image.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 3]);
  });

/** Dark ink on white paper, as people save it. */
const picture = (i: number) =>
  encode({
    width: 28,
    height: 28,
    channels: 1,
    depth: 8,
    data: images.subarray(784 * i, 784 * (i + 1)).map((ink) => 255 - ink),
  });
const pictures = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [`digit ${labels[i]}/${i}.png`, picture(i)]),
);

const archives = [
  ['npz', { 'x_train.npy': npy([COUNT, 28, 28], images), 'y_train.npy': npy([COUNT], labels) }, /^\d$/],
  ['zip', pictures, /^digit \d$/],
] as const;

test.for(archives)('a network trains on what a %s file holds', async ([kind, content, name]) => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=2&dataset=files');
  await page.getByTestId('data-missing').waitFor();
  const buffer = Buffer.from(zipSync(content));
  await page
    .getByTestId('data-files')
    .setInputFiles({ name: `digits.${kind}`, mimeType: 'application/zip', buffer });
  await page.getByTestId('data-ready').getByText(`${COUNT} images of 28×28`).waitFor();
  const shown = page.getByTestId('data-samples').locator('li');
  await shown.first().waitFor();
  expect(await shown.count()).toBe(40);
  for (const label of await shown.allInnerTexts()) expect(label).toMatch(name);
  await start(page);
  await reaches(page, 'done');
  expect(await figure(page, 'epoch')).toBe(2);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a folder of pictures is taken with what its folders say', async () => {
  const folder = join(temporaryFolder(), 'mine');
  for (const [path, bytes] of Object.entries(pictures).slice(0, 30)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&dataset=files');
  await page.getByTestId('data-missing').waitFor();
  await page.getByTestId('data-folder').setInputFiles(folder);
  await page.getByTestId('data-ready').getByText('30 images of 28×28').waitFor();
  await page.getByTestId('data-samples').getByText('digit 4').first().waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('how the numbers of an array were read is said beside images that show it', async () => {
  const { page, problems } = await openFiles();
  await bring(
    page,
    'normalised.npz',
    fractions((byte) => (byte / 255 - 0.1307) / 0.3081),
  );
  const words = page.getByText('Float32 from -0.42 to 2.82, read as mean 0.1307 and deviation 0.3081.');
  await words.waitFor();
  const first = page.getByTestId('data-samples').locator('canvas').first();
  expect(await inkShown(first)).toEqual([...images.subarray(0, 784)]);
  await bring(
    page,
    'paper.npz',
    fractions((byte) => 1 - byte / 255),
  );
  await page.getByText('read as dark ink on white paper, from 1 to 0.').waitFor();
  await expect.poll(() => inkShown(first)).toEqual([...images.subarray(0, 784)]);
  await page.reload();
  await page.getByText('read as dark ink on white paper, from 1 to 0.').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('numbers that may be meant in two ways are asked about with images, and the answer is kept', async () => {
  const { page, problems } = await openFiles();
  await bring(
    page,
    'sixteen.npz',
    fractions((byte) => Math.round(byte / 15.9375)),
  );
  const question = page.getByTestId('data-question');
  await question.getByText('Float32 from 0 to 16. What do these numbers mean?').waitFor();
  expect(await question.getByTestId('data-choice').allInnerTexts()).toEqual([
    'Ink from 0 to 16',
    'Ink from 0 to 255',
  ]);
  const most = async (choice: number) =>
    Math.max(...(await inkShown(question.getByTestId('data-preview').nth(choice).locator('canvas').first())));
  expect([await most(0), await most(1)]).toEqual([255, 16]);
  await question.getByRole('button', { name: 'Ink from 0 to 16' }).click();
  await page.getByText('Float32 from 0 to 16, read as ink from 0 to 16.').waitFor();
  expect(await question.isVisible()).toBe(false);
  await page.reload();
  await page.getByText('Float32 from 0 to 16, read as ink from 0 to 16.').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what cannot be ink or labels is refused in words, by its name', async () => {
  const { page, problems } = await openFiles();
  const trouble = page.getByTestId('data-trouble');
  const refused = async (name: string, bytes: Uint8Array, words: string) => {
    await bring(page, name, bytes);
    await trouble.getByText(words).waitFor();
  };
  const ink = (byte: number) => byte / 255;
  await refused(
    'nan.npz',
    fractions((byte) => (byte === 255 ? NaN : ink(byte))),
    'numbers that are NaN or infinite',
  );
  await refused(
    'none.npz',
    fractions(() => 0.5),
    'none.npz/x.npy shows nothing',
  );
  await refused(
    'soft.npz',
    fractions(ink, npy([COUNT, 3], new Float32Array(3 * COUNT).fill(0.3), '<f4')),
    'y.npy (200x3) holds no labels',
  );
  await refused(
    'none.npz',
    fractions(
      ink,
      npy(
        [COUNT],
        labels.map((_, i) => (i ? 1 : 255)),
      ),
    ),
    'got 255',
  );
  expect(problems).toEqual([]);
  await page.context().close();
});

test("Kaggle's table and one-hot labels are taken, ids left out and said to be", async () => {
  const { page, problems } = await openFiles();
  const head = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)].join();
  const lines = [...labels].map((label, i) => [label, ...images.subarray(784 * i, 784 * (i + 1))].join());
  await bring(page, 'train.csv', Buffer.from([head, ...lines].join('\n')));
  await page.getByTestId('data-ready').getByText(`${COUNT} images of 28×28`).waitFor();
  const shown = page.getByTestId('data-samples').locator('li');
  await expect.poll(() => shown.first().innerText()).toBe(String(labels[0]));
  const hot = Float32Array.from({ length: 10 * COUNT }, (_, i) =>
    Number(i % 10 === labels[Math.floor(i / 10)]),
  );
  const archive = zipSync({
    'x.npy': npy([COUNT, 784], images),
    'y.npy': npy([COUNT, 10], hot, '<f4'),
    'ids.npy': npy([COUNT], labels),
  });
  await bring(page, 'hot.npz', archive);
  await page.getByText('hot.npz/ids.npy was left out.').waitFor();
  expect(await shown.first().innerText()).toBe(String(labels[0]));
  expect(problems).toEqual([]);
  await page.context().close();
});

test('white ink on transparent pictures is ink', async () => {
  const { page, problems } = await openFiles();
  const clear = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => {
      const ink = images.subarray(784 * i, 784 * (i + 1));
      const data = Uint8Array.from({ length: 2 * 784 }, (_, k) => (k % 2 ? ink[(k - 1) / 2] : 255));
      return [`${labels[i]}/${100 + i}.png`, encode({ width: 28, height: 28, channels: 2, depth: 8, data })];
    }),
  );
  await bring(page, 'clear.zip', zipSync(clear));
  await page.getByTestId('data-ready').getByText('30 images of 28×28').waitFor();
  const inks = (await inkShown(page.getByTestId('data-samples').locator('canvas').first())).filter(
    (ink) => ink > 127,
  );
  expect(inks.length).toBeGreaterThan(20);
  expect(inks.length).toBeLessThan(392);
  expect(problems).toEqual([]);
  await page.context().close();
});
