import { tabs } from '../../web/app/tab';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe';
import { digits, drawWithMouse, newPage, numberOf, open, settled, site } from './browser';

/** Where all tabs are side by side; on narrower screens their strip moves, and the chosen one is in view. */
const TABS_FIT = 390;

/** How far the page, the strip of its tabs or the chosen one of them is wider than it shows. */
const overflow = (page: Page) =>
  page.evaluate((fits) => {
    const strip = document.querySelector('.tabs')!;
    const all = innerWidth < fits ? [document.documentElement] : [document.documentElement, strip];
    const beyond = all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    const { left, right } = strip.querySelector('[aria-selected="true"]')!.getBoundingClientRect();
    return Math.max(...beyond, -left, right - innerWidth, 0);
  }, TABS_FIT);

describe.for(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.for([
    [1280, 800],
    [768, 1024],
    [740, 360],
    [390, 844],
    [360, 740],
    [320, 568],
  ])('%i x %i: nothing sticks out, and axe finds nothing', async ([width, height]) => {
    const { page, problems } = await open(site.url, { viewport: { width, height }, colorScheme });
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await drawWithMouse(page, digits[8]);
    await settled(page);
    await page.locator('.help summary').click();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByTestId('clear').click();
    if (await page.getByTestId('wide').isVisible()) await page.getByTestId('wide').click();
    await drawWithMouse(page, numberOf('1234567'), 0.9);
    await settled(page);
    await page.getByTestId('teach-drawing').locator('summary').click();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test.for([
    [1280, 800],
    [320, 568],
  ])('%i x %i: neither on the other tabs, with all that opens', async ([width, height]) => {
    const { page, problems } = await newPage({ viewport: { width, height }, colorScheme });
    await page.goto(`${site.url}#tab=train&preset=quick-cnn`);
    await page.getByTestId('data-samples').waitFor();
    for (const summary of await page.locator('#train [aria-label="Experiment"] > details > summary').all())
      await summary.click();
    await page.locator('#train ol summary').first().click();
    for (const tab of tabs.slice(1)) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.locator(`#${tab} .card`).first().waitFor();
      expect(await overflow(page), tab).toBe(0);
      expect(await violations(page), tab).toEqual([]);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test('an error does not spoil the looks', async () => {
  const { page } = await newPage({ viewport: { width: 360, height: 740 } });
  await page.context().route('**/*.safetensors', (route) => route.abort());
  await page.goto(site.url);
  await page.getByTestId('retry').waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

test('the theme can be chosen, is kept, and a choice like the system follows the system', async () => {
  const { page } = await open(site.url, { colorScheme: 'light' });
  const toggle = page.getByRole('button', { name: 'Dark theme' });
  await toggle.click();
  await expect.poll(() => theme(page)).toBe('dark');
  await expect.poll(() => toggle.getAttribute('aria-pressed')).toBe('true');
  await page.reload();
  await expect.poll(() => theme(page)).toBe('dark');
  await toggle.click();
  await expect.poll(() => theme(page)).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => theme(page)).toBe('dark');
  await page.context().close();
});

test('what is pressed before the program of the page has come is done when it has', async () => {
  const { page, problems } = await newPage({ colorScheme: 'light' });
  let arrive = () => {};
  const isAwaited = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/*.js', async (route) => {
    if (!route.request().url().endsWith('boot.js')) await isAwaited;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.getByTestId('tab-learn').click();
  expect(await theme(page)).toBe('light');
  arrive();
  await expect.poll(() => theme(page)).toBe('dark');
  await page.getByTestId('take-tour').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('storage that is denied costs nothing but the memory of the theme', async () => {
  const { page, problems } = await open(site.url);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect.poll(() => theme(page)).toBe('dark');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the ink is as sharp as the screen', async () => {
  const { page } = await open(site.url, { deviceScaleFactor: 2 });
  const [pixels, side] = await page.evaluate(() => {
    const pad = document.querySelector<HTMLCanvasElement>('[data-testid="pad"]')!;
    return [pad.width, pad.clientWidth];
  });
  expect(pixels).toBe(2 * side);
  await page.context().close();
});

test('movement is off where people ask for that', async () => {
  const { page } = await open(site.url, { reducedMotion: 'reduce' });
  const duration = await page.evaluate(
    () => getComputedStyle(document.querySelector('.bar-fill')!).transitionDuration,
  );
  expect(duration).toBe('0s');
  await page.context().close();
});
