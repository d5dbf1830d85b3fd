import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { digits, drawWithMouse, newPage, numberOf, open, settled, site } from './browser';
import { openTrain } from './train';
import { unseen } from './visible';

const PHONES = [
  [390, 664],
  [375, 553],
  [360, 640],
  [320, 568],
] as const;
const SIX = numberOf('123456');

const boxOf = async (page: Page, testid: string) => (await page.getByTestId(testid).boundingBox())!;
const bottomOf = async (page: Page, selector: string) => {
  const { y, height } = (await page.locator(selector).boundingBox())!;
  return y + height;
};

/** Has the page add up, from now on, how far things move by themselves; returns how to ask for the sum. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
}

describe.for(PHONES)('%i x %i', ([width, height]) => {
  test('pad, answer and confidence are on the first screen', async () => {
    const { page } = await open(site.url, { viewport: { width, height } });
    for (const drawing of [digits[8], SIX]) {
      await drawWithMouse(page, drawing, drawing === SIX ? 0.9 : undefined);
      await settled(page);
      expect(await page.evaluate(() => scrollY)).toBe(0);
      for (const place of ['#pad', '#prediction', '#verdict'])
        expect(await bottomOf(page, place), place).toBeLessThanOrEqual(height);
      expect(await page.locator('#verdict').textContent()).toContain('sure');
      await page.getByTestId('clear').click();
    }
    expect((await boxOf(page, 'pad')).width).toBeGreaterThan(0.65 * width);
    await page.context().close();
  });

  test('Start, Pause and Stop are in reach, wherever one reads', async () => {
    const { page } = await newPage({ viewport: { width, height } });
    await openTrain(page, site.url, 'preset=quick-cnn');
    await page.getByTestId('data-samples').waitFor();
    const end = await page.evaluate(() => document.documentElement.scrollHeight);
    for (const y of [0, end / 2, end]) {
      await page.evaluate((top) => scrollTo(0, top), y);
      for (const name of ['start', 'pause', 'stop']) {
        const box = await boxOf(page, name);
        expect(box.y, `${name} at ${y}`).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height, `${name} at ${y}`).toBeLessThanOrEqual(height);
        expect(box.x + box.width, `${name} at ${y}`).toBeLessThanOrEqual(width);
      }
    }
    const bar = (await boxOf(page, 'start')).y;
    expect(await bottomOf(page, '.colophon'), 'the end of the page').toBeLessThanOrEqual(bar);
    await page.context().close();
  });
});

describe.for([...PHONES, [1280, 800]] as const)('%i x %i', ([width, height]) => {
  test('nothing moves while six digits are written and one is corrected', async () => {
    const { page } = await open(site.url, { viewport: { width, height } });
    const shifts = await watchShifts(page);
    const pad = await boxOf(page, 'pad');
    await drawWithMouse(page, SIX, 0.9);
    await settled(page);
    await page.getByTestId('teach-drawing').locator('summary').click();
    await page.getByTestId('teach-drawing').getByRole('button', { name: '7', exact: true }).waitFor();
    expect(await boxOf(page, 'pad')).toEqual(pad);
    const sum = await shifts();
    console.log(`${width} x ${height}: layout shifts of ${sum.toFixed(4)} in all`);
    expect(sum).toBeLessThan(0.02);
    await page.context().close();
  });
});

test('the wide pad stays where it is when a correction opens', async () => {
  const { page } = await open(site.url);
  await page.getByTestId('wide').click();
  const pad = await boxOf(page, 'pad');
  await drawWithMouse(page, SIX, 0.9);
  await settled(page);
  expect(await boxOf(page, 'pad')).toEqual(pad);
  await page.getByTestId('teach-drawing').locator('summary').click();
  expect(await boxOf(page, 'pad')).toEqual(pad);
  await page.context().close();
});

test('text of twice the size has room on a phone', async () => {
  const { page } = await open(site.url, { viewport: { width: 390, height: 844 } });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const isFine = async () => {
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    expect(await unseen(page)).toEqual([]);
  };
  await isFine();
  await page.evaluate(() => scrollTo(0, 0));
  await drawWithMouse(page, digits[8]);
  await settled(page);
  await isFine();
  await page.getByTestId('clear').click();
  await drawWithMouse(page, SIX, 0.9);
  await settled(page);
  await isFine();
  await page.context().close();
});
