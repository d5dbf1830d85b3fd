import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { figure, openTrain, reaches, someMnist, start, temporaryFolder } from './train';

const COUNT = 200;
const [images, labels] = someMnist(COUNT).files.map((file, i) => readFileSync(file).subarray(i ? 8 : 16));

/** NumPy's file of an array of bytes. */
function npy(shape: number[], bytes: Buffer): Uint8Array {
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`;
  return Buffer.concat([
    Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(header.length)}\x00`, 'latin1'),
    Buffer.from(header),
    bytes,
  ]);
}

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
