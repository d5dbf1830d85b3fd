import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { digits, drawWithMouse, numberOf, open, settled, site, waitForText } from './browser';

const pixels = (page: Page, canvas: string) =>
  page.locator(canvas).evaluate((element: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(28, 28).getContext('2d')!;
    copy.drawImage(element, 0, 0);
    const { data } = copy.getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]);
  });
const stage = (page: Page, i: number) => pixels(page, `#stages li:nth-child(${i}) canvas`);
const mass = (image: number[]) => image.reduce((sum, ink) => sum + ink) / 255;
const left = (image: number[]) => Math.min(...image.map((ink, i) => (ink > 20 ? i % 28 : 28)));
const step = (page: Page, name: string) => page.getByTestId('stages').getByRole('checkbox', { name });
const summary = (page: Page) => page.getByTestId('preparation').locator('summary');

test('each step of preparing a drawing is shown, and can be left out', async () => {
  const { page, problems } = await open(site.url);
  await drawWithMouse(page, digits[3], 0.25);
  await waitForText(page, '3');
  const whole = await pixels(page, '#seen');
  await summary(page).click();
  await expect.poll(() => stage(page, 4)).toEqual(whole);
  const [drawn, scaled, even] = [await stage(page, 1), await stage(page, 2), await stage(page, 3)];
  expect(left(drawn)).toBeGreaterThan(left(scaled) + 3);
  expect(mass(drawn)).toBeLessThan(0.5 * mass(scaled));
  expect(even).not.toEqual(scaled);
  expect(await page.getByTestId('stages').locator('.hint').last().textContent()).toMatch(/^3, .* sure$/);

  await step(page, 'Scaled').uncheck();
  await expect.poll(async () => mass(await pixels(page, '#seen'))).toBeLessThan(0.6 * mass(whole));
  expect(await stage(page, 4)).toEqual(await pixels(page, '#seen'));
  expect(await stage(page, 2)).toEqual(await stage(page, 1));
  await step(page, 'pen').uncheck();
  await step(page, 'Centred').uncheck();
  await expect.poll(() => pixels(page, '#seen')).toEqual(drawn);
  await summary(page).click();
  await expect.poll(() => summary(page).innerText()).toContain('3 of 3 steps left out');
  await summary(page).click();
  for (const name of ['Scaled', 'pen', 'Centred']) await step(page, name).check();
  await expect.poll(() => pixels(page, '#seen')).toEqual(whole);
  await waitForText(page, '3');

  await page.getByTestId('clear').click();
  await expect.poll(async () => mass(await stage(page, 4))).toBe(0);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('of a number it is the character that is looked at, on the wide pad too', async () => {
  const { page, problems } = await open(site.url);
  await page.getByTestId('wide').click();
  await drawWithMouse(page, numberOf('2026'), 0.8);
  await waitForText(page, '2026');
  await summary(page).click();
  const last = page.getByTestId('prediction').getByRole('button').nth(3);
  await last.click();
  await expect.poll(() => stage(page, 4)).toEqual(await pixels(page, '#seen'));
  expect(left(await stage(page, 1))).toBeGreaterThan(14);
  await step(page, 'Scaled').uncheck();
  await settled(page);
  expect(problems).toEqual([]);
  await page.context().close();
});
