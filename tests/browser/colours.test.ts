import { decode } from 'fast-png';
import { chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumOptions } from '../chromium.mjs';
import { digits, drawWithMouse, isReady, open, settled, site } from './browser';

/** The contrast between the brightest and the darkest pixel of an element, as WCAG counts it. */
async function contrast(page: Page, selector: string): Promise<number> {
  const { data, channels } = decode(await page.locator(selector).first().screenshot());
  const linear = (value: number) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  let [least, most] = [1, 0];
  for (let i = 0; i < data.length; i += channels) {
    const light = 0.2126 * linear(data[i]) + 0.7152 * linear(data[i + 1]) + 0.0722 * linear(data[i + 2]);
    [least, most] = [Math.min(least, light), Math.max(most, light)];
  }
  return (most + 0.05) / (least + 0.05);
}

const ENOUGH = 3;
/** Ink on the pad, what the network sees, the bar of the answer. */
const MARKS = ['#pad', '#seen', '#bars [data-best="true"] .bar-track'];

async function drawAndCompare(page: Page) {
  await drawWithMouse(page, digits[4]);
  await settled(page);
  for (const place of MARKS.slice(0, 2)) expect(await contrast(page, place), place).toBeGreaterThan(ENOUGH);
  // Full of its colour, a bar contrasts with what is around it.
  expect(await contrast(page, '#bars [data-best="true"]'), 'bar').toBeGreaterThan(ENOUGH);
}

describe('a browser that darkens pages', async () => {
  const options = chromiumOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), '--enable-features=WebContentsForceDark'],
  });
  afterAll(() => browser.close());

  test.for([
    ['light', ''],
    ['dark', ''],
    ['dark', 'light'],
  ] as const)('leaves the ink to be seen (system %s, chosen "%s")', async ([colorScheme, chosen]) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme });
    await context.addInitScript((theme) => theme && localStorage.setItem('inkling-theme', theme), chosen);
    const page = await context.newPage();
    await page.goto(site.url);
    await isReady(page);
    await drawAndCompare(page);
    await context.close();
  });
});

test.for(['light', 'dark'] as const)('what is drawn in the %s theme is printed', async (colorScheme) => {
  const { page } = await open(site.url, { colorScheme });
  await drawWithMouse(page, digits[4]);
  await settled(page);
  await page.emulateMedia({ media: 'print', colorScheme });
  // Browsers leave out backgrounds, so that ink must be dark and bars asked for.
  const style = await page.evaluate(
    () => getComputedStyle(document.querySelector('.bar-fill')!).printColorAdjust,
  );
  expect(style).toBe('exact');
  await page.evaluate(() => document.documentElement.style.setProperty('--sheet', 'white'));
  for (const place of [...MARKS.slice(0, 2), '#bars [data-best="true"]', '#verdict'])
    expect(await contrast(page, place), place).toBeGreaterThan(ENOUGH);
  await page.context().close();
});

test.for(['light', 'dark'] as const)('forced colours show ink, bars and lines (%s)', async (colorScheme) => {
  const { page } = await open(site.url, { colorScheme, forcedColors: 'active' });
  await drawAndCompare(page);
  await page.goto('about:blank');
  await page.goto(`${site.url}#tab=train&preset=quick-cnn`);
  await page.getByTestId('data-samples').waitFor();
  expect(await contrast(page, '[data-testid="data-samples"] canvas'), 'an image').toBeGreaterThan(ENOUGH);
  await page.getByTestId('step').click();
  await page.locator('#train .uplot').first().waitFor();
  await page.waitForTimeout(500);
  expect(await contrast(page, '#train .uplot'), 'a chart').toBeGreaterThan(ENOUGH);
  await page.context().close();
});
