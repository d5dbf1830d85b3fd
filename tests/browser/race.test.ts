import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { LONG_MS, nativeHash, openTrain, reaches, someMnist } from './train';

const { folder, files } = someMnist(600);

async function withFiles(settings: string): Promise<Page> {
  const { page } = await newPage();
  await openTrain(page, `${site.url}?variant=simd`, `dataset=files&${settings}`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  return page;
}

const isOver = (page: Page) =>
  page.locator('[data-testid="race-start"]:enabled').waitFor({ timeout: LONG_MS });

test('two runs are raced: one chart, a table, a winner, and the weights of the command line', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=30&seed=7&validation_split=0.2');
  expect(await page.getByTestId('race-start').isDisabled()).toBe(true);
  await page.getByTestId('race-add').click();
  await page.getByTestId('optimizer').selectOption('SGD');
  await page.getByTestId('race-add').click();
  await page.getByTestId('race-start').click();
  await page.getByTestId('race-status').getByText('Run 1 of 2 · about').waitFor();
  await page.getByTestId('race-status').getByText('Run 2 of 2 · about').waitFor();
  await isOver(page);
  const rows = page.getByTestId('race-table').locator('tbody tr');
  const names = await rows.getByRole('rowheader').allInnerTexts();
  expect(names.map((name) => name.replace(/ Winner$/, ''))).toEqual([
    'quick-cnn on train-images-idx3-ubyte',
    'quick-cnn · SGD 0.01 on train-images-idx3-ubyte',
  ]);
  // Adam is ahead after so few steps.
  expect(names[0]).toContain('Winner');
  expect(await page.getByTestId('race-table').locator('[data-winner="true"]').count()).toBe(1);
  const hash = await rows.first().locator('code').innerText();
  expect(hash).toHaveLength(8);
  expect(
    nativeHash(
      ...['--preset', 'quick-cnn', '--epochs', '30', '--seed', '7', '--validation-split', '0.2'],
      ...['--data', folder],
    ),
  ).toContain(hash);
  const lines = page.getByTestId('race').locator('figure [data-line]');
  expect(await lines.count()).toBe(2);
  for (const value of await lines.allInnerTexts()) expect(value).toMatch(/%$/);
  // They are kept as any other run.
  expect(await page.getByTestId('runs').locator('tbody tr').count()).toBe(2);
  await page.context().close();
});

test('three seeds at a press; a race that is stopped does not go on', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=300&seed=7');
  await page.getByTestId('race-seeds').click();
  const lanes = page.getByTestId('race').locator('ol li');
  await expect.poll(() => lanes.count()).toBe(3);
  await expect.poll(() => lanes.first().innerText()).toContain('seed 7');
  await page.getByTestId('race-start').click();
  await page.locator('[data-testid="epoch"]:not([data-value="0"])').waitFor();
  await page.getByTestId('race-stop').click();
  await reaches(page, 'idle');
  await isOver(page);
  await expect.poll(() => page.getByTestId('runs').locator('tbody tr').count()).toBe(1);
  expect(await page.getByTestId('status').getAttribute('data-state')).toBe('idle');
  await page.getByTestId('race-optimizers').click();
  await expect.poll(() => lanes.count()).toBe(3);
  await page.getByTestId('race-networks').click();
  await expect.poll(() => lanes.count()).toBe(2);
  await page.getByRole('button', { name: /^Remove sprint/ }).click();
  await expect.poll(() => page.getByTestId('race-start').isDisabled()).toBe(true);
  await page.context().close();
});
