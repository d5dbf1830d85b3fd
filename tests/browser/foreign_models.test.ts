import { readFileSync } from 'node:fs';
import { at } from '../../.tools/project.mjs';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';

const digits = (name: string) => at(`tests/fixtures/models/digits/${name}`);

test('a model of Keras is opened, tells what it takes, and is kept as it was chosen', async () => {
  const { page, problems } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  await page.getByTestId('model-open').setInputFiles(digits('keras-3.8.keras'));
  const found = page.getByTestId('model-found');
  await found.getByText('Written by Keras 3.8, 1,310 parameters.').waitFor();
  expect(await found.getByTestId('model-reads').innerText()).toMatch(
    /^Reads \d+ of 100 digits with ink from/,
  );
  expect(await page.getByTestId('model').count()).toBe(0);
  const scaling = found.getByTestId('model-scaling');
  const reads = await found.getByTestId('model-reads').innerText();
  await scaling.selectOption({ label: (await scaling.locator('option').allInnerTexts())[1] });
  await expect.poll(() => found.getByTestId('model-reads').innerText()).not.toBe(reads);
  await scaling.selectOption('auto');
  await expect.poll(() => found.getByTestId('model-reads').innerText()).toBe(reads);
  await found.getByTestId('model-try').click();
  await found
    .getByTestId('model-tried')
    .getByText(/^Reads \d+\.\d % of 1,000 test images of MNIST, [\d,]+ a second\.$/)
    .waitFor();
  await found.getByTestId('model-labels').fill('one two');
  await found.getByTestId('model-labels').press('Tab');
  await found.getByText('2 labels do not fit').waitFor();
  await found.getByTestId('model-labels').fill('a, b, c, d, e, f, g, h, i, j');
  await found.getByTestId('model-labels').press('Tab');
  await expect.poll(() => found.getByTestId('model-labels').inputValue()).toBe('a b c d e f g h i j');
  await found.getByTestId('model-keep').click();
  await page.getByTestId('model').waitFor();
  expect(await page.getByTestId('model').getByLabel('Name').inputValue()).toBe('keras-3.8');
  await page.getByTestId('model').getByText('a b c d e f g h i j').waitFor();
  await page.getByTestId('model-use').and(page.getByText('In use')).waitFor();
  await page.reload();
  await page.getByTestId('model').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('opening a model can be cancelled, and another one opened', async () => {
  const { page, problems } = await newPage();
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/hdf5-*.wasm', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`${site.url}#tab=models`);
  const name = `${'M'.repeat(500)}.keras`;
  const buffer = readFileSync(digits('keras-3.8.keras'));
  await page.getByTestId('model-open').setInputFiles({ name, mimeType: '', buffer });
  await page.getByText(`Opening ${name}…`).waitFor();
  const isWithin = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  expect(await page.evaluate(isWithin), 'a long name does not widen the page').toBe(true);
  await page.getByTestId('model-cancel').click();
  await page.getByText(`Opening ${name}…`).waitFor({ state: 'detached' });
  await page.getByTestId('model-open').setInputFiles(digits('network.onnx'));
  await page.getByTestId('model-found').getByText('Written by ONNX, pytorch 2.0').waitFor();
  arrive();
  await page.waitForTimeout(1000);
  expect(await page.getByTestId('model-found').count()).toBe(1);
  expect(await page.getByTestId('model-cancel').count()).toBe(0);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('without a network what opening takes does not arrive, which is said; with one again the model opens', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  // Another format than others opened, so that the engine is there and its reader is not.
  await page.getByTestId('model-open').setInputFiles(digits('network.onnx'));
  await page.getByTestId('model-found').waitFor();
  await page.context().setOffline(true);
  await page.getByTestId('model-open').setInputFiles(digits('keras-3.8.keras'));
  await page
    .getByTestId('models-trouble')
    .getByText(
      /^keras-3.8.keras: the part of Inkling that this takes could not be fetched; try again once there is a connection$/,
    )
    .waitFor();
  await page.context().setOffline(false);
  await page.getByTestId('model-open').setInputFiles(digits('keras-3.8.keras'));
  await page.getByTestId('model-found').getByText('Written by Keras 3.8').waitFor();
  await page.context().close();
});

test('what makes an opened model doubtful is said where it is shown', async () => {
  const { page, problems } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  const found = page.getByTestId('model-found');
  await page.getByTestId('model-open').setInputFiles(digits('keras-2-weights-alone.h5'));
  await found.getByText('so its layers were guessed').waitFor();
  await found
    .getByText('That is few: either it was trained on something else, or it was not opened as it was meant.')
    .waitFor();
  await page.getByTestId('model-open').setInputFiles({
    name: 'model.pt',
    mimeType: '',
    buffer: Buffer.from('\x80\x02}q', 'latin1'),
  });
  await page
    .getByTestId('models-trouble')
    .getByText('this is a pickle of Python, as PyTorch writes it')
    .waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('files that belong together are one model, in every format', async () => {
  const { page, problems } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  const found = page.getByTestId('model-found');
  for (const [writer, ...names] of [
    ['TensorFlow.js', 'tfjs/model.json', 'tfjs/group1-shard1of2.bin', 'tfjs/group1-shard2of2.bin'],
    ['ONNX, pytorch 2.0', 'network.onnx'],
    ['Keras, ', 'keras-0.json', 'keras-0-weights.h5'],
  ]) {
    await page.getByTestId('model-open').setInputFiles(names.map(digits));
    await found.getByText(`Written by ${writer}`).waitFor();
    await found.getByTestId('model-leave').click();
    await found.waitFor({ state: 'detached' });
  }
  expect(await page.getByTestId('model').count()).toBe(0);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what is missing or cannot be opened is said where it was opened', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  const trouble = page.getByTestId('models-trouble');
  await page.getByTestId('model-open').setInputFiles(digits('tfjs/model.json'));
  await trouble.getByText('the file group1-shard1of2.bin with its weights is missing').waitFor();
  await page.getByTestId('model-open').setInputFiles(digits('keras-0.json'));
  await trouble.getByText('a network without its weights').waitFor();
  await page.context().close();
});

test('a model is downloaded for every other program, and what comes back reads as it did', async () => {
  const { page, problems } = await newPage();
  await page.goto(`${site.url}#tab=models`);
  await page.getByRole('button', { name: 'Download Inkling', exact: true }).click();
  const downloads = page.getByTestId('model-downloads');
  const format = downloads.getByTestId('model-format');
  const formats = await format
    .locator('option')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')!));
  expect(formats).toHaveLength(9);
  for (const each of formats) {
    await format.selectOption(each);
    expect((await downloads.locator('pre').first().innerText()).trim().split('\n'), each).toHaveLength(3);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      downloads.getByTestId('model-download').click(),
    ]);
    const file = await saved.path();
    const name = saved.suggestedFilename();
    expect(name).toMatch(/^Inkling\.(safetensors|keras|h5|onnx|zip|h)$/);
    if (each === 'cpp') expect(readFileSync(file, 'utf8')).toContain('inline void predict(');
    if (['cpp', 'script', 'inkling', 'safetensors'].includes(each)) continue;
    await page.getByTestId('model-open').setInputFiles({ name, mimeType: '', buffer: readFileSync(file) });
    await page
      .getByTestId('model-reads')
      .getByText('Reads 100 of 100 digits with ink from 0 to 1.')
      .waitFor();
    await page.getByTestId('model-leave').click();
  }
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what is dropped anywhere on the page goes where it belongs', async () => {
  const { page, problems } = await newPage();
  await page.goto(site.url);
  await page.locator('html[data-ready="true"]').waitFor();
  const drop = async (...files: { name: string; type?: string; path: string }[]) => {
    const transfer = await page.evaluateHandle(
      (all) => {
        const dropped = new DataTransfer();
        for (const { name, type, bytes } of all)
          dropped.items.add(new File([Uint8Array.from(bytes)], name, { type }));
        return dropped;
      },
      files.map(({ path, ...rest }) => ({ ...rest, bytes: [...readFileSync(path)] })),
    );
    await page.getByTestId('drop').dispatchEvent('drop', { dataTransfer: transfer });
  };
  const tfjs = ['model.json', 'group1-shard1of2.bin', 'group1-shard2of2.bin'];
  await drop(...tfjs.map((name) => ({ name, path: digits(`tfjs/${name}`) })));
  await page.getByTestId('model-found').getByText('Written by TensorFlow.js').waitFor();
  expect(await page.getByTestId('tab-models').getAttribute('aria-selected')).toBe('true');
  await page.getByTestId('tab-evaluate').click();
  await drop({ name: 'model.keras', path: digits('keras-3.8.keras') });
  await page.getByTestId('model-found').getByText('Written by Keras 3.8').waitFor();
  await drop({ name: 'text.onnx', path: at('package.json') });
  await page.getByTestId('models-trouble').getByText('text.onnx').waitFor();
  await page.getByTestId('tab-evaluate').click();
  await drop({ name: 'numpy.npz', path: at('tests/fixtures/data/numpy.npz') });
  await page.getByTestId('data-ready').waitFor();
  expect(await page.getByTestId('tab-train').getAttribute('aria-selected')).toBe('true');
  await drop({ name: 'seven.png', type: 'image/png', path: at('web/picture.png') });
  await page.getByTestId('pad').waitFor();
  expect(await page.getByTestId('tab-draw').getAttribute('aria-selected')).toBe('true');
  expect(problems).toEqual([]);
  await page.context().close();
});
