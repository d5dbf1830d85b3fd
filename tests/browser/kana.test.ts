import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { digits, type Drawing, drawWithMouse, isReady, open, settled, site, waitForText } from './browser';

/** One stroke: to the right, and back in a bow. */
const tsu: Drawing = {
  label: 3,
  strokes: [[12, 40, 25, 36, 40, 30, 55, 26, 70, 27, 80, 33, 85, 42, 83, 52, 75, 62, 62, 70, 50, 75]],
};

const choice = (page: Page, name: string) =>
  page.getByTestId('choice').getByRole('radio', { name, exact: true });
const labels = (page: Page) => page.getByTestId('bars').locator('.bar-label').allTextContents();
const words = (page: Page) => page.getByTestId('choice-words').textContent();

test('kana are read once they are chosen, which is kept for the next visit', async () => {
  const { page, problems } = await open(site.url);
  expect(await choice(page, 'Digits').isChecked()).toBe(true);
  await drawWithMouse(page, tsu);
  await choice(page, 'Kana').check();
  await waitForText(page, 'つ');
  expect((await labels(page))[3]).toBe('つ tsu');
  expect(await page.locator('#verdict').textContent()).toMatch(/^“tsu”: .* sure$/);
  expect(await page.getByTestId('prediction').getAttribute('lang')).toBe('ja');
  await page.reload();
  await isReady(page);
  expect(await choice(page, 'Kana').isChecked()).toBe(true);
  expect((await labels(page))[1]).toBe('き ki');
  expect(await page.locator('#invitation').textContent()).toContain('お き す');

  await choice(page, 'Kana').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => labels(page)).toEqual([...'0123456789']);
  await drawWithMouse(page, digits[3]);
  await waitForText(page, '3');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a model that cannot be fetched leaves the other in use, and says so', async () => {
  const { page } = await open(site.url);
  await page.context().route('**/inkling-kuzushiji-*.safetensors', (route) => route.abort());
  await choice(page, 'Kana').click();
  await expect.poll(() => words(page)).toMatch(/^Kana could not be loaded: .*Digits stays in use\.$/);
  expect(await choice(page, 'Digits').isChecked()).toBe(true);
  await drawWithMouse(page, digits[4]);
  await waitForText(page, '4');
  await page.context().unroute('**/inkling-kuzushiji-*.safetensors');
  await choice(page, 'Kana').check();
  await expect.poll(async () => (await labels(page))[0]).toBe('お o');
  expect(await words(page)).toBe('');
  await page.context().close();
});

test('while a model is under way the other reads, and the last choice counts', async () => {
  const { page } = await open(site.url);
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.context().route('**/inkling-kuzushiji-*.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await choice(page, 'Kana').check();
  await expect.poll(() => words(page)).toBe('Loading Kana…');
  await drawWithMouse(page, digits[7]);
  await waitForText(page, '7');
  await choice(page, 'Digits').check();
  await expect.poll(() => words(page)).toBe('');
  letGo();
  expect(await settled(page)).toBe('7');
  expect(await choice(page, 'Digits').isChecked()).toBe(true);
  expect(await words(page)).toBe('');
  await page.context().close();
});

test('a model of one’s own is named, and can be left and taken again', async () => {
  const { page, problems } = await open(site.url);
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model-open').setInputFiles(at('src/presets/inkling-kuzushiji.safetensors'));
  await page.getByTestId('tab-draw').click();
  const own = choice(page, 'inkling-kuzushiji');
  await own.waitFor();
  expect(await own.isChecked()).toBe(true);
  await drawWithMouse(page, tsu);
  await waitForText(page, 'つ');
  await choice(page, 'Digits').check();
  await expect.poll(() => labels(page)).toEqual([...'0123456789']);
  await own.check();
  await waitForText(page, 'つ');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a real sample can be traced, and is never read', async () => {
  const { page, problems } = await open(site.url);
  const ghost = page.getByTestId('ghost');
  const picture = () => ghost.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  expect(await ghost.isVisible()).toBe(false);
  const blank = await picture();
  await page.getByTestId('trace').click();
  await expect.poll(() => page.getByTestId('trace').getAttribute('aria-pressed')).toBe('true');
  await expect.poll(picture).not.toBe(blank);
  const zero = await picture();
  await page.getByTestId('sample-label').selectOption('3');
  await expect.poll(picture).not.toBe(zero);
  expect(await page.getByTestId('trace-credit').textContent()).toContain('LeCun');

  await choice(page, 'Kana').check();
  await expect.poll(() => page.getByTestId('trace-credit').textContent()).toContain('CC BY-SA 4.0');
  await page.getByTestId('sample-label').selectOption('つ tsu');
  const first = await picture();
  await page.getByTestId('sample-after').click();
  await expect.poll(picture).not.toBe(first);
  expect(await settled(page)).toBe('');
  expect(await page.getByTestId('clear').getAttribute('aria-disabled')).toBe('true');
  await drawWithMouse(page, tsu);
  await waitForText(page, 'つ');
  await page.getByTestId('trace').click();
  await expect.poll(() => ghost.isVisible()).toBe(false);
  expect(problems).toEqual([]);
  await page.context().close();
});
