import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sureness } from '../../web/ui/words';
import { photographed } from '../photograph.mjs';
import { digits, drawWithMouse, numberOf, open, settled, site, waitForText } from './browser';

const confidence = async (page: Page) =>
  Number(await page.getByTestId('prediction').getAttribute('data-confidence'));
const best = (page: Page) => page.getByTestId('bars').locator('[data-best="true"] .bar-value');
const verdict = (page: Page) => page.locator('#verdict').textContent();
const claims = /(?<![\d.])100\s*%|over 99/;

test('verdict, bar and speech say the same of how sure a digit is, and never 100 %', async () => {
  const { page } = await open(site.url);
  const all: number[] = [];
  for (const digit of digits) {
    await drawWithMouse(page, digit);
    await settled(page);
    const sure = await confidence(page);
    all.push(sure);
    expect(await verdict(page)).toBe(`${sureness(sure)} sure`);
    expect(await best(page).textContent()).toBe(sureness(sure));
    await expect.poll(() => page.locator('#announcer').textContent()).toContain(sureness(sure));
    expect(await page.locator('body').innerText()).not.toMatch(claims);
    await page.getByTestId('clear').click();
  }
  expect(Math.max(...all), 'a digit that once was 100 %').toBeGreaterThan(0.9995);
  await page.context().close();
});

test('so do the characters of a number and the marks of a picture', async () => {
  const { page } = await open(site.url);
  await drawWithMouse(page, numberOf('2026'), 0.9);
  await waitForText(page, '2026');
  const buttons = page.getByTestId('prediction').getByRole('button');
  for (const button of await buttons.all()) {
    await button.click();
    const label = (await button.getAttribute('aria-label'))!;
    const sure = async () => `${await best(page).textContent()} sure`;
    await expect.poll(async () => label.includes(await sure())).toBe(true);
    await expect.poll(() => verdict(page)).toContain(await sure());
    expect(label).not.toMatch(claims);
  }
  const { width, height, pixels } = photographed(numberOf('2026', 0.5).strokes, { side: 900, pen: 24 });
  const buffer = Buffer.from(encode({ width, height, channels: 1, depth: 8, data: pixels }));
  await page
    .getByTestId('picture-file')
    .setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer });
  await page.getByTestId('picture-marks').locator('li').nth(3).waitFor();
  await waitForText(page, '2026');
  for (const [i, button] of (await buttons.all()).entries()) {
    await button.click();
    const mark = page.getByTestId('picture-marks').locator('li small').nth(i);
    await expect.poll(async () => (await mark.textContent()) === (await best(page).textContent())).toBe(true);
  }
  await page.context().close();
});
