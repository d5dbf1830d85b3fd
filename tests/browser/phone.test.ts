import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { at } from '../../.tools/project.mjs';
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

/** The shipped model with this in place of the label 7, under this name. */
function labelled(label: string): Buffer {
  const file = readFileSync(at('src/presets/inkling.safetensors'));
  const end = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, end).toString()) as { __metadata__: Record<string, string> };
  header.__metadata__.labels = JSON.stringify([...'0123456'].concat(label, '8', '9'));
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, file.subarray(end)]);
}

test('a label of 5,000 letters does not widen the page', async () => {
  const { page } = await open(`${site.url}#tab=models`, { viewport: { width: 320, height: 568 } });
  const label = 'W'.repeat(5000);
  const mimeType = 'application/octet-stream';
  await page
    .getByTestId('model-open')
    .setInputFiles({ name: `${'M'.repeat(5000)}.safetensors`, mimeType, buffer: labelled(label) });
  const wide = () =>
    page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));
  await page.getByTestId('model-use').first().waitFor();
  expect(await wide(), 'models').toBe(320);
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[7]);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('[data-testid="prediction"]')!.dataset.text!.length > 1000,
  );
  expect(await wide(), 'one').toBe(320);
  await page.getByTestId('teach-drawing').locator('summary').click();
  await page.locator('#teach-labels').getByText(label).click();
  expect(await wide(), 'taught').toBe(320);
  expect(await bottomOf(page, '#verdict'), 'the answer stays in reach').toBeLessThan(1200);
  await page.getByTestId('clear').click();
  await drawWithMouse(page, numberOf('277'), 0.9);
  await settled(page);
  expect(await wide(), 'several').toBe(320);
  for (const tab of ['drawings', 'evaluate', 'train']) {
    await page.getByTestId(`tab-${tab}`).click();
    await page.locator(`#${tab} .card h2`).first().waitFor();
    expect(await wide(), tab).toBe(320);
  }
  await page.context().close();
});
