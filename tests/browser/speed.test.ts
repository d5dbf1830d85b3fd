import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { figure, openTrain, reaches, start } from './train';

const live = (page: Page) =>
  page
    .workers()
    .find((worker) => worker.url().includes('trainer_worker'))!
    .evaluate(() => (self as unknown as { inkling: { live: () => number } }).inkling.live());

test('the network that is set up is measured, layer by layer, and leaves nothing behind', async () => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=numpy-cnn&batch_size=64');
  await page.getByTestId('speed-start').waitFor();
  const before = await live(page);
  await page.getByTestId('speed-start').click();
  await page.getByTestId('speed').waitFor();
  const rows = page.getByTestId('speed').locator('tbody tr');
  expect(await rows.getByRole('rowheader').allInnerTexts()).toEqual([
    'rescaling',
    'conv2d',
    'max_pooling2d',
    'flatten',
    'dense',
    'images, loss, optimizer',
  ]);
  for (const cell of await rows.nth(1).getByRole('cell').allInnerTexts())
    expect(cell).toMatch(/^[\d.,]+( %)?$/);
  expect(await rows.nth(2).getByRole('cell').allInnerTexts()).toEqual(['within conv2d']);
  await page.getByText('numpy-cnn, ').and(page.getByText('ms for a batch of 64')).waitFor();
  expect(await figure(page, 'speed-training')).toBeGreaterThan(0);
  expect(await figure(page, 'speed-reading')).toBeGreaterThan(0);
  expect(await live(page)).toBe(before);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a measurement can be cancelled, and does not disturb training', async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=50');
  await page.getByTestId('speed-start').click();
  await page.getByTestId('speed-cancel').click();
  await page.locator('[data-testid="speed-start"]:enabled').waitFor();
  expect(await page.getByTestId('speed').count()).toBe(0);
  expect(await live(page)).toBe(0);

  await page.getByTestId('speed-start').click();
  await start(page);
  await page.getByTestId('speed-status').getByText('Not while a network is being trained').waitFor();
  expect(await page.getByTestId('speed-start').isDisabled()).toBe(true);
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  await page.locator('[data-testid="speed-start"]:enabled').waitFor();
  await expect.poll(() => live(page)).toBe(0);
  await page.context().close();
});

test('what cannot be measured is said in words', async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=book-cnn&batch_size=1000000');
  await page.getByTestId('speed-start').click();
  await page.getByTestId('speed-trouble').getByText('a batch of 1000000 takes more than 1 GB').waitFor();
  await page.context().close();
});
