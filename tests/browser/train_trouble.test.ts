import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { at } from '../../wasm/setup/project.mjs';
import { newPage, open, site } from './browser';
import { openTrain, reaches, someMnist, start } from './train';

/** Has the training worker begin with this script. */
const beforeWorkshop = (page: Page, script: string) =>
  page.context().route('**/workshop-*.js', async (route) => {
    const program = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${script};\n${program}` });
  });

describe('files that cannot be learned from', () => {
  const [images, labels] = someMnist(50).files.map((file) => readFileSync(file));
  const huge = Buffer.from(images);
  huge.writeUInt32BE(2 ** 31 / 784, 4);
  const magic = Buffer.from(images);
  magic[0] = 13;
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
  test.for([
    ['cut short', [file('images', images.subarray(0, 5000)), file('labels', labels)], 'images'],
    [
      'of a wrong kind',
      [file('images', magic), file('labels', labels)],
      'images is not an IDX, npz, npy, CSV or PNG file',
    ],
    ['without labels', [file('images', images)], 'images has images, but nothing says what they show'],
    ['without images', [file('labels', labels)], 'labels (50): labels but no images for them'],
    ['that claim 2 GB', [file('images', huge), file('labels', labels)], 'images'],
    ['that are empty', [file('images', Buffer.alloc(0)), file('labels', labels)], 'images is empty'],
    [
      'packed and cut short',
      [file('images.gz', gzipSync(images).subarray(0, 900)), file('labels', labels)],
      'cut short',
    ],
  ] as const)('%s', async ([, files, words]) => {
    const { page, problems } = await newPage();
    await openTrain(page, site.url, 'dataset=files&preset=quick-cnn');
    await page.getByTestId('data-missing').waitFor();
    await page.getByTestId('data-files').setInputFiles([...files]);
    await page.getByTestId('data-trouble').getByText(words).waitFor();
    // Better files are taken at once.
    await page.getByTestId('data-files').setInputFiles([file('images', images), file('labels', labels)]);
    await page.getByTestId('data-ready').getByText('50 images').waitFor();
    expect(await page.getByTestId('data-trouble').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test('without network the Train tab says so, and is there once there is one', async () => {
  const { page } = await open(site.url);
  await page.context().setOffline(true);
  await page.getByTestId('tab-train').click();
  const train = page.locator('#train');
  await train.getByText('Is the network there?').waitFor({ timeout: 10_000 });
  await page.context().setOffline(false);
  await train.getByRole('button', { name: 'Try again' }).click();
  await page.getByTestId('data-ready').waitFor({ timeout: 30_000 });
  await page.context().close();
});

test('a download that breaks off is told, and can be tried again', async () => {
  const { page } = await newPage();
  await page.context().route('**/train-images-*', async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ body: body.subarray(0, body.length / 2) });
  });
  await openTrain(page, site.url, 'preset=quick-cnn');
  await page
    .getByTestId('data-missing')
    .getByText(/ends after \d+ of \d+ bytes/)
    .waitFor();
  await page.context().unroute('**/train-images-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByTestId('data-ready').waitFor();
  await page.context().close();
});

test('once it was here, the data set needs no network', async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn');
  await page.getByTestId('data-ready').waitFor();
  await page.context().route('**/data/mnist/**', (route) => route.abort());
  await page.reload();
  await page.getByTestId('data-ready').waitFor();
  await page.context().close();
});

test('storage without room: training goes on, and the page says so', async () => {
  const { page } = await newPage();
  const full =
    "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";
  await beforeWorkshop(page, full);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=3');
  await start(page);
  await page.getByTestId('storage-trouble').getByText('no more room').waitFor({ timeout: 30_000 });
  expect(await page.getByTestId('status').getAttribute('data-state')).toBe('training');
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  expect(await page.getByTestId('model-save').isEnabled()).toBe(true);
  await page.context().close();
});

test('storage that is denied: the page works and says so', async () => {
  const { page } = await newPage();
  const denied = "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }";
  await page.addInitScript(denied);
  await beforeWorkshop(page, denied);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=1');
  await start(page);
  await page
    .getByTestId('storage-trouble')
    .getByText('does not let the page keep')
    .waitFor({ timeout: 30_000 });
  await reaches(page, 'done');
  await page.getByTestId('tab-models').click();
  await page.getByTestId('models-trouble').getByText('does not let the page keep').waitFor();
  await page.context().close();
});

test('a training worker that dies is started again, and the run can be resumed', async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=2');
  await start(page);
  await page.waitForTimeout(4500);
  const worker = page.workers().find((each) => each.url().includes('workshop'))!;
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('crash');
    });
  });
  await reaches(page, 'error');
  await page.getByTestId('status').getByText('You can resume it').waitFor();
  await page.getByTestId('resume-run').click();
  await reaches(page, 'done');
  await page.context().close();
});

test('a wrong model file is refused in words', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  const open = (name: string, buffer: Buffer) =>
    page.getByTestId('model-open').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const trouble = page.getByTestId('models-trouble');
  await open('photo.png', Buffer.from('not a model at all'));
  await trouble.getByText('photo.png: this is not a model file').waitFor();
  const model = readFileSync(at('src/presets/inkling.safetensors'));
  await open('short.safetensors', model.subarray(0, model.length / 2));
  await trouble.getByText(/^short.safetensors: tensor .* lies at bytes/).waitFor();
  await page.context().close();
});
