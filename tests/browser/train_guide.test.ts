import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { digits, drawWithMouse, newPage, site, waitForText } from './browser';
import { figure, LONG_MS, openTrain, reaches, someMnist, start } from './train';

const { files } = someMnist(600);

async function withFiles(settings: string): Promise<Page> {
  const { page } = await newPage();
  await openTrain(page, site.url, `dataset=files&${settings}`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  return page;
}

const expected = (page: Page) => page.getByTestId('expected');
const seconds = async (page: Page) => Number(await expected(page).getAttribute('data-seconds'));

test('before a run the page says how long it takes, what an epoch is, and what it is validated on', async () => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=sprint');
  await expected(page).getByText('Takes about').waitFor();
  const words = await expected(page).innerText();
  expect(words).toContain('An epoch sees 10,000 of the 60,000 images.');
  expect(words).toContain('Validation: the data set’s own 10,000 test images');
  await expect.poll(() => seconds(page)).toBeGreaterThan(0);
  const sprint = await seconds(page);
  await page.getByTestId('preset').selectOption('keras-simple');
  await expected(page).getByText('An epoch sees each of the 60,000 images once.').waitFor();
  await expect.poll(() => seconds(page)).toBeGreaterThan(5 * sprint);
  await page.getByTestId('validation-split').evaluate((input) => {
    input.closest('details')!.setAttribute('open', '');
  });
  await page.getByTestId('validation-split').fill('0.25');
  await expected(page).getByText('Validation: 25 % of the images').waitFor();
  await expected(page).getByText('An epoch sees 45,000 of the 60,000 images.').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the time that a run has taken is what the same is expected to take', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=4&seed=1');
  await start(page);
  await reaches(page, 'done');
  await page.getByTestId('epochs').fill('40');
  await expect.poll(() => seconds(page)).toBeGreaterThan(0);
  const taken = await page.evaluate(async () => {
    const opening = indexedDB.open('inkling');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const asking = opening.result.transaction('ended').objectStore('ended').getAll();
    await new Promise((resolve) => (asking.onsuccess = resolve));
    opening.result.close();
    return (asking.result as { epochs: { seconds: number }[] }[])[0].epochs.at(-1)!.seconds;
  });
  expect(await seconds(page)).toBeCloseTo(10 * taken, 5);
  await page.context().close();
});

test('a run that goes on is told on every tab and in the title, and no longer once it has ended', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=600');
  const title = await page.title();
  await start(page);
  await page.getByTestId('tab-draw').click();
  await expect.poll(() => page.title()).toMatch(/^\d+ % · Inkling$/);
  await expect.poll(() => page.getByTestId('tab-train').innerText()).toMatch(/\d+ %/);
  await page.getByTestId('tab-train').click();
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  expect(await page.title()).toBe(title);
  expect(await page.getByTestId('tab-train').innerText()).toBe('Train');
  await page.context().close();
});

test(
  'what was trained is drawn with, compared, and its mistakes are shown',
  { timeout: LONG_MS },
  async () => {
    const page = await withFiles('preset=quick-cnn&epochs=12&learning_rate=0.003&seed=3');
    await start(page);
    await reaches(page, 'done');
    await page.getByTestId('next-compare').click();
    const rows = page.getByTestId('runs').locator('tbody tr');
    await expect.poll(() => rows.getByRole('checkbox').isChecked()).toBe(true);
    await page.getByTestId('next-draw').click();
    await drawWithMouse(page, digits[1]);
    await waitForText(page, '1');
    expect(await page.getByTestId('facts').innerText()).not.toContain('89,258');
    await page.getByTestId('tab-train').click();
    await page.getByTestId('next-mistakes').click();
    await page.getByTestId('confusion').waitFor({ timeout: LONG_MS });
    await page.context().close();
  },
);

test('runs are named by what sets them apart', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=1&seed=4');
  const run = async () => {
    await start(page);
    await reaches(page, 'done');
  };
  await run();
  await page.getByTestId('seed').evaluate((input) => input.closest('details')!.setAttribute('open', ''));
  await page.getByTestId('seed').fill('5');
  await run();
  await page.getByTestId('optimizer').selectOption('SGD');
  await run();
  const names = page.getByTestId('runs').locator('tbody tr td:nth-child(2)');
  const plain = async () => (await names.allInnerTexts()).map((name) => name.replace(/ \d+:\d+.*$/, ''));
  expect(await plain()).toEqual([
    'quick-cnn · SGD 0.01 on train-images-idx3-ubyte',
    'quick-cnn on train-images-idx3-ubyte · seed 5',
    'quick-cnn on train-images-idx3-ubyte · seed 4',
  ]);
  expect(await page.getByTestId('runs').locator('[data-name="Weights"]').first().innerText()).toMatch(
    /[0-9a-f]{8}$/,
  );
  await page.context().close();
});

test('every setting has a sentence of help, by keyboard', async () => {
  const page = await withFiles('preset=quick-cnn');
  for (const summary of await page.locator('#train details > summary').all())
    if (await summary.isVisible()) await summary.click();
  const without = await page
    .locator('#train section')
    .first()
    .evaluate((card) =>
      [...card.querySelectorAll('input, select')]
        .filter((input) => !input.closest('.row'))
        .filter((input) => !input.closest('div')!.querySelector('button[aria-expanded]'))
        .map((input) => input.closest('label')?.textContent),
    );
  expect(without).toEqual([]);
  const ask = page.getByRole('button', { name: 'What is “Batch size”?' });
  await ask.focus();
  await page.keyboard.press('Enter');
  await page.getByText('How many images make one step.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('How many images make one step.').waitFor({ state: 'hidden' });
  expect(await figure(page, 'epoch')).toBe(0);
  await page.context().close();
});

test('an image of the data, or any of the test part, is put on the pad', async () => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn');
  const sheet = page.locator('#train [data-empty]');
  await page.getByRole('button', { name: 'Put this 5 on the pad' }).first().click();
  await page.getByTestId('toast').getByText('A 5 of the data is on the pad').waitFor();
  expect(await sheet.getAttribute('data-empty')).toBe('false');
  await page.getByTestId('test-image').click();
  await page
    .getByTestId('toast')
    .getByText(/^Test image \d+, a \d, is on the pad/)
    .waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a layer that is added stands where it fits', async () => {
  const page = await withFiles('preset=quick-cnn');
  await page.getByText(/^Layers \(/).click();
  await page.getByRole('button', { name: 'Remove Flatten' }).waitFor();
  await page.getByRole('button', { name: 'Add layer' }).click();
  const names = page.locator('#train ol details strong');
  await expect.poll(() => names.allInnerTexts()).toContain('Flatten');
  const all = await names.allInnerTexts();
  expect(all[all.indexOf('Flatten') - 1]).toBe('Conv2D');
  await page.locator('[data-testid="start"]:enabled').waitFor();
  await page.context().close();
});
