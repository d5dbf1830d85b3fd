import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { isReady, newPage, site } from './browser';
import { beforeWorkshop, openTrain, reaches, someMnist, start } from './train';

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
  const { page } = await newPage();
  // The training program does not come ahead.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  await page.goto(site.url);
  await isReady(page);
  await page.context().setOffline(true);
  await page.getByTestId('tab-train').click();
  const train = page.locator('#train');
  await train.getByText('Are you online?').waitFor();
  await page.context().setOffline(false);
  await train.getByRole('button', { name: 'Try again' }).click();
  await page.getByTestId('data-ready').waitFor();
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
  await page.getByTestId('storage-trouble').getByText('no more room').waitFor();
  expect(await page.getByTestId('status').getAttribute('data-state')).toBe('training');
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  expect(await page.getByTestId('model-save').isEnabled()).toBe(true);
  await page.context().close();
});

test('storage that becomes full on the way: training goes on, and what was kept last can be resumed', async () => {
  const { page } = await newPage();
  // The third checkpoint fails half way.
  const filling = `let puts = 0;
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (!this.name.startsWith('moment') && ++puts > 5) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    }`;
  await beforeWorkshop(page, filling);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=900');
  await start(page);
  const trouble = page.getByTestId('storage-trouble');
  await trouble.getByText('no more room for the page. A reload would go back to where').waitFor();
  const batch = await page.getByTestId('batch').innerText();
  await expect.poll(() => page.getByTestId('batch').innerText()).not.toBe(batch);
  expect(await page.getByTestId('status').getAttribute('data-state')).toBe('training');
  await page.context().unroute('**/trainer_worker-*.js');
  await page.reload();
  await page.getByTestId('resume-run').click();
  await reaches(page, 'training');
  expect(await trouble.count()).toBe(0);
  await page.context().close();
});

test('storage that is denied: the page works and says so', async () => {
  const { page } = await newPage();
  const denied = "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }";
  await page.addInitScript(denied);
  await beforeWorkshop(page, denied);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=1');
  await start(page);
  await page.getByTestId('storage-trouble').getByText('does not let the page store').waitFor();
  await reaches(page, 'done');
  await page.getByTestId('tab-models').click();
  await page.getByTestId('models-trouble').getByText('does not let the page store').waitFor();
  await page.context().close();
});

/** The same for the first worker only: the one after it is as it should be. */
async function beforeFirstWorkshop(page: Page, script: string): Promise<void> {
  let begun = false;
  await page.context().route('**/trainer_worker-*.js', async (route) => {
    if (begun || route.request().resourceType() === 'fetch') return route.continue();
    begun = true;
    const program = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${script};\n${program}` });
  });
}

test('an engine that traps while it trains is started again, and the run can be resumed', async () => {
  const { page } = await newPage();
  await beforeFirstWorkshop(
    page,
    `const { parse } = JSON;
     let batches = 0;
     JSON.parse = (text, ...rest) => {
       if (String(text).includes('"event":"batch"') && ++batches > 300)
         throw new WebAssembly.RuntimeError('unreachable');
       return parse(text, ...rest);
     }`,
  );
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=2');
  await start(page);
  await page
    .getByTestId('status')
    .getByText('Training stopped unexpectedly: the engine failed. You can resume it.')
    .waitFor();
  await page.getByTestId('resume-run').click();
  await reaches(page, 'training');
  await page.context().close();
});

test('an engine that has no memory left is started again, and a smaller batch trains', async () => {
  const { page } = await newPage();
  const full = "WebAssembly.Memory.prototype.grow = () => { throw new RangeError('full'); }";
  await beforeFirstWorkshop(page, full);
  await openTrain(page, `${site.url}?variant=simd`, 'preset=keras-simple&batch_size=600&dataset=files');
  await page.getByTestId('data-files').setInputFiles(someMnist(1000).files);
  await page.locator('[data-testid="start"]:enabled').click();
  await page
    .getByTestId('status')
    .getByText('the engine ran out of memory. A smaller network or batch may help.')
    .waitFor();
  await page.getByTestId('batch-size').fill('20');
  await start(page);
  await page.context().close();
});

test('a training program that dies again and again is not started for ever', async () => {
  const { page } = await newPage();
  await beforeWorkshop(
    page,
    `const { parse } = JSON;
     JSON.parse = (text) => {
       if (String(text).includes('multiply_adds')) throw new WebAssembly.RuntimeError('unreachable');
       return parse(text);
     }`,
  );
  await openTrain(page, site.url, '');
  await page.getByTestId('status').getByText('The training program stopped again').waitFor();
  await page.context().unroute('**/trainer_worker-*.js');
  await page.locator('#train').getByRole('button', { name: 'Try again' }).click();
  await page.locator('[data-testid="start"]:enabled').waitFor();
  await page.context().close();
});

test('a training worker that dies is started again, and the run can be resumed', async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=6');
  await start(page);
  await page.waitForTimeout(4500);
  const worker = page.workers().find((each) => each.url().includes('trainer_worker'))!;
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
  await trouble.getByText('photo.png: this is no model that can be opened').waitFor();
  const model = readFileSync(at('src/presets/inkling.safetensors'));
  await open('short.safetensors', model.subarray(0, model.length / 2));
  await trouble.getByText(/^short.safetensors: tensor .* lies at bytes/).waitFor();
  await page.context().close();
});
