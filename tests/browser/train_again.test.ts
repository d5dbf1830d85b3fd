import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { newPage, site } from './browser';
import { figure, openTrain, reaches, someMnist, start } from './train';

const { files } = someMnist(600);

async function withFiles(settings: string): Promise<Page> {
  const { page } = await newPage();
  await openTrain(page, site.url, `dataset=files&${settings}`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  return page;
}

const models = async (page: Page) => {
  await page.getByTestId('tab-models').click();
  const names = page.getByTestId('model').getByLabel('Name');
  await names.first().waitFor();
  return names.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
};

describe('what was trained can be trained further', () => {
  test('a step after the end goes on from the weights as they are', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=6&learning_rate=0.003');
    await start(page);
    await reaches(page, 'done');
    const before = await figure(page, 'accuracy');
    expect(before).toBeGreaterThan(0.5);
    await page.getByTestId('step').click();
    await reaches(page, 'paused');
    // A new network would read one image of ten.
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('[data-testid="batch"]')?.dataset.value === '1',
    );
    expect(await figure(page, 'accuracy')).toBeGreaterThan(0.5);
    await page.getByTestId('pause').click();
    await reaches(page, 'done');
    expect(await models(page)).toEqual([
      'quick-cnn · Adam 0.003 on train-images-idx3-ubyte, further',
      'quick-cnn · Adam 0.003 on train-images-idx3-ubyte',
    ]);
    await page.context().close();
  });

  test('more epochs, and once more after they were stopped', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=6&learning_rate=0.003');
    await start(page);
    await reaches(page, 'done');
    await page.getByTestId('further').click();
    await reaches(page, 'done');
    expect(await figure(page, 'epoch')).toBe(6);
    const accuracy = await figure(page, 'accuracy');
    await page.getByTestId('epochs').fill('500');
    await page.getByTestId('further').click();
    await page.locator('[data-testid="epoch"]:not([data-value="0"])').waitFor();
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    expect(await figure(page, 'accuracy')).toBeGreaterThan(accuracy - 0.1);
    expect(await page.getByTestId('further').isEnabled()).toBe(true);
    await page.context().close();
  });

  test('a model of mine, after a reload', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=6&learning_rate=0.003');
    await start(page);
    await reaches(page, 'done');
    await page.getByText('was saved in Models.').first().waitFor();
    await page.reload();
    await models(page);
    await page.getByTestId('model').getByRole('button', { name: 'Train further' }).click();
    await page
      .getByTestId('status')
      .getByText('quick-cnn · Adam 0.003 on train-images-idx3-ubyte can be trained further.')
      .waitFor();
    await page.locator('[data-testid="further"]:enabled').click();
    await page.locator('[data-testid="epoch"]:not([data-value="0"])').waitFor();
    expect(await figure(page, 'accuracy')).toBeGreaterThan(0.5);
    await page.context().close();
  });
});

describe('what cannot be trained is told beside its field, and nothing else is trained', () => {
  const start_disabled = (page: Page, disabled: boolean) =>
    page.locator(`[data-testid="start"]:${disabled ? 'disabled' : 'enabled'}`).waitFor();

  test.for([
    ['learning-rate', 'abc', '0.01', 'Learning rate must be a number from 0 to 100.'],
    ['learning-rate', '1e9', '0.01', 'Learning rate must be a number from 0 to 100.'],
    ['epochs', '0', '2', 'Epochs must be a whole number from 1 to '],
    ['epochs', '1.5', '2', 'Epochs must be a whole number from 1 to '],
    ['epochs', '3000000000', '2', 'Epochs must be a whole number from 1 to 2,147,483,647.'],
    ['batch-size', '', '32', 'Batch size must be a whole number from 1 to '],
    ['seed', '9007199254740992', '3', 'Seed must be a whole number from 0 to 9,007,199,254,740,991.'],
    ['validation-split', '1', '0.2', 'Validation split must be a number from 0 to '],
    ['patience', '-1', '0', 'Early-stopping patience must be a whole number from 0 to '],
  ] as const)('%s %j', async ([testid, wrong, right, words]) => {
    const page = await withFiles('preset=quick-cnn');
    const field = page.getByTestId(testid);
    await field.evaluate((input) => input.closest('details')?.setAttribute('open', ''));
    await start_disabled(page, false);
    await field.fill(wrong);
    await start_disabled(page, true);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`);
    expect(await described.innerText()).toContain(words);
    expect(await described.isVisible()).toBe(true);
    const reason = page.locator(`#${await page.getByTestId('start').getAttribute('aria-describedby')}`);
    expect(await reason.innerText()).toContain(words);
    expect(await reason.isVisible()).toBe(true);
    expect(await page.getByTestId('step').isDisabled()).toBe(true);
    await field.fill(right);
    await start_disabled(page, false);
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    expect(await page.getByTestId('start-trouble').isVisible()).toBe(false);
    await page.context().close();
  });

  test('a network whose layers do not fit', async () => {
    const page = await withFiles('preset=quick-cnn');
    await page.getByText(/^Layers \(/).click();
    const last = page.getByRole('button', { name: 'Remove Flatten' });
    await last.click();
    await page.getByTestId('start-trouble').getByText('Dense').waitFor();
    await start_disabled(page, true);
    await page.getByRole('button', { name: 'Back to the preset' }).click();
    await start_disabled(page, false);
    await page.context().close();
  });

  test('an address that asks for it', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=0');
    await start_disabled(page, true);
    await page.getByTestId('start-trouble').getByText('Epochs must be a whole number').waitFor();
    await page.context().close();
  });
});

test('a loss that is no longer a number stops the run in words, and it is done again at a tenth', async () => {
  const page = await withFiles('preset=book-cnn&epochs=40&optimizer=SGD&learning_rate=50');
  await start(page);
  await reaches(page, 'error');
  const status = page.getByTestId('status');
  expect(await status.innerText()).toMatch(
    /^Stopped at batch \d+(?: of epoch \d+)?: the loss is no longer a number, so the learning rate 50 is too high\. The network as it was at batch \d+ is kept\.$/,
  );
  expect(await page.getByTestId('storage-trouble').count()).toBe(0);
  expect(await page.getByTestId('model-save').isEnabled()).toBe(true);
  // Nothing goes on.
  const batch = await figure(page, 'batch');
  await page.waitForTimeout(300);
  expect(await figure(page, 'batch')).toBe(batch);
  await page.getByTestId('again').click();
  await expect.poll(() => page.getByTestId('learning-rate').inputValue()).toBe('5');
  await page.locator('[data-testid="rate"][data-value="5"]').waitFor();
  await page.context().close();
});

describe('the page says what a run is validated on', () => {
  const [images, labels] = files.map((file) => readFileSync(file));
  const order = [...labels.subarray(8).keys()].sort((a, b) => labels[8 + a] - labels[8 + b]);
  const sorted = [
    {
      name: 'images',
      buffer: Buffer.concat([
        images.subarray(0, 16),
        ...order.map((i) => images.subarray(16 + 784 * i, 800 + 784 * i)),
      ]),
    },
    {
      name: 'labels',
      buffer: Buffer.concat([labels.subarray(0, 8), Buffer.from(order.map((i) => labels[8 + i]))]),
    },
  ].map((file) => ({ ...file, mimeType: 'application/octet-stream' }));

  test.for([
    ['mixed', files, 'the last 20 % of the images.'],
    [
      'sorted by class',
      sorted,
      '20 % of the images, drawn at random (seed 3) because the data are sorted by class.',
    ],
  ] as const)('%s', async ([, brought, words]) => {
    const { page } = await newPage();
    await openTrain(page, site.url, 'dataset=files&preset=quick-cnn&epochs=3&seed=3&validation_split=0.2');
    await page.getByTestId('data-files').setInputFiles([...brought] as string[]);
    await page.getByTestId('data-ready').waitFor();
    await start(page);
    expect(await page.getByTestId('validation').innerText()).toBe(`Validation: ${words}`);
    await reaches(page, 'done');
    expect(await figure(page, 'val-accuracy')).toBeGreaterThan(0);
    await page.context().close();
  });

  test('the test images', async () => {
    const { page } = await newPage();
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=3&validation_split=0');
    await start(page);
    expect(await page.getByTestId('validation').innerText()).toBe('Validation: the test images.');
    await page.context().close();
  });
});
