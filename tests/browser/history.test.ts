import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { digits, drawWithMouse, newPage, open, settled, site, waitForText } from './browser';
import { LONG_MS, someMnist } from './train';

const shown = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>('[data-panel]:not([hidden])')!.dataset.panel);
const isShown = (page: Page, tab: string) => page.locator(`[data-panel="${tab}"]:not([hidden])`).waitFor();
const entries = (page: Page) => page.evaluate(() => history.length);

test('Back and Forward lead from tab to tab, and Back does not leave the site', async () => {
  const { page, problems } = await open(site.url);
  for (const tab of ['models', 'evaluate', 'drawings']) {
    await page.getByTestId(`tab-${tab}`).click();
    await isShown(page, tab);
  }
  for (const tab of ['evaluate', 'models', 'draw']) {
    await page.goBack();
    await isShown(page, tab);
    expect(await page.getByTestId(`tab-${tab}`).getAttribute('aria-selected')).toBe('true');
    expect(page.url()).toContain(site.url);
  }
  await page.goForward();
  await isShown(page, 'models');
  // The tab that was pressed last is not the one that is focused by now.
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.tab)).toBe('models');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('Back returns to where the page was scrolled to', async () => {
  const { page } = await newPage({ viewport: { width: 390, height: 664 } });
  await page.goto(`${site.url}#tab=train`);
  await page.getByTestId('data-ready').waitFor();
  await page.evaluate(() => scrollTo(0, 400));
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-tab="models"]')!.click());
  await isShown(page, 'models');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await isShown(page, 'train');
  await page.waitForFunction(() => scrollY === 400);
  await page.context().close();
});

test('settings that are typed make no entries, and are there again after Back', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=train&preset=quick-cnn`);
  await page.getByTestId('epochs').waitFor();
  const before = await entries(page);
  await page.getByTestId('epochs').pressSequentially('234');
  await page.getByTestId('batch-size').fill('96');
  const epochs = await page.getByTestId('epochs').inputValue();
  expect(await entries(page)).toBe(before);
  await page.getByTestId('tab-draw').click();
  await page.goBack();
  await isShown(page, 'train');
  expect(await page.getByTestId('epochs').inputValue()).toBe(epochs);
  expect(await page.getByTestId('batch-size').inputValue()).toBe('96');
  await page.waitForFunction(
    (part) => location.hash.includes(part),
    `preset=quick-cnn&epochs=${epochs}&batch_size=96`,
  );
  await page.context().close();
});

test('addresses that are typed are entries of their own', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=train&preset=quick-cnn`);
  await page.getByTestId('preset').waitFor();
  await page.goto(`${site.url}#tab=train&preset=book-cnn`);
  expect(await page.getByTestId('preset').inputValue()).toBe('book-cnn');
  await page.goBack();
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>('[data-testid="preset"]')?.value === 'quick-cnn',
  );
  await page.context().close();
});

test('Back from a model leads to the one before', async () => {
  const { page } = await open(site.url);
  await page.getByRole('radio', { name: 'Kana' }).check();
  await page.locator('#invitation', { hasText: 'お' }).waitFor();
  await page.goBack();
  await page.locator('#invitation', { hasText: 'digit' }).waitFor();
  expect(await shown(page)).toBe('draw');
  await expect.poll(() => page.getByRole('radio', { name: 'Digits' }).isChecked()).toBe(true);
  await page.goForward();
  await page.locator('#invitation', { hasText: 'お' }).waitFor();
  await page.context().close();
});

test(
  'Back from an opened mistake leads to it among the others, and the pad is as it was',
  { timeout: LONG_MS },
  async () => {
    const { page, problems } = await open(site.url);
    await drawWithMouse(page, digits[3]);
    await waitForText(page, '3');
    await page.goto(`${site.url}#tab=train&dataset=files`);
    await page.getByTestId('data-files').setInputFiles(someMnist(2000).files);
    await page.getByTestId('data-ready').waitFor();
    await page.getByTestId('tab-evaluate').click();
    await page.getByTestId('evaluate-dataset').selectOption('files');
    await page.getByTestId('evaluate-start').click();
    await page.getByTestId('confusion').waitFor({ timeout: LONG_MS });
    await page.getByTestId('confusion').getByRole('button', { name: 'images of 5 read as 5' }).click();
    const fifth = page.getByTestId('mistakes').getByRole('button').nth(4);
    await fifth.click();
    await isShown(page, 'draw');
    await waitForText(page, '5');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pad');
    const after = await entries(page);
    await page.goBack();
    await isShown(page, 'evaluate');
    // One place, though model, image and tab were new; the cell is still chosen, and the image has the focus.
    expect(await entries(page)).toBe(after);
    await fifth.waitFor();
    expect(await fifth.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByTestId('tab-draw').click();
    await waitForText(page, '3');
    await page.goBack();
    await page.goBack();
    await isShown(page, 'train');
    await page.goForward();
    await isShown(page, 'evaluate');
    await fifth.click();
    await waitForText(page, '5');
    await page.reload();
    await waitForText(page, '5');
    expect(await settled(page)).toBe('5');
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
