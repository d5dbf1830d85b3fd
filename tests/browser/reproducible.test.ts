import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { digits, drawWithMouse, newPage, site } from './browser';
import { beforeWorkshop, nativeHash, openTrain, reaches, someMnist, start, weightsHash } from './train';

let isolated: typeof site;
beforeAll(async () => {
  isolated = await serveFolder(at('dist/site'));
});
afterAll(() => isolated.close());

const choice = (page: Page) => page.getByRole('checkbox', { name: 'Reproducible', exact: true });

/** What stands beside the switch, for eyes and ears. */
async function help(page: Page): Promise<string> {
  const id = await choice(page).getAttribute('aria-describedby');
  return page.locator(`[id="${id}"]`).innerText();
}

const isBuild = (page: Page, variant: string) =>
  page.locator(`[data-testid="engine"][data-variant="${variant}"]`).waitFor();
const weightsLine = (page: Page) => page.locator('p:has([data-testid="weights-hash"])').innerText();

async function openWith(page: Page, images: number, epochs = 2): Promise<string> {
  const { folder, files } = someMnist(images);
  await openTrain(page, isolated.url, `preset=quick-cnn&epochs=${epochs}&seed=3&dataset=files`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').getByText('images').first().waitFor();
  await isBuild(page, 'relaxed-threads');
  return folder;
}

test('on, it takes a build that gives the weights of the command line, and is remembered', async () => {
  const { page, problems } = await newPage();
  const folder = await openWith(page, 600);
  const expected = nativeHash('--preset', 'quick-cnn', '--epochs', '2', '--seed', '3', '--data', folder);
  expect(await choice(page).isChecked()).toBe(false);
  expect(await help(page)).toContain('give the same network on any device');
  await choice(page).focus();
  await page.keyboard.press('Space');
  await isBuild(page, 'simd-threads');
  expect(await page.getByTestId('engine').innerText()).toContain('reproducible on any device');
  expect(await choice(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await start(page);
  expect(await weightsHash(page)).toBe(expected);
  expect(await weightsLine(page)).toContain('give the same on any device');

  await page.reload();
  await isBuild(page, 'simd-threads');
  expect(await choice(page).isChecked()).toBe(true);
  await start(page);
  expect(await weightsHash(page)).toBe(expected);

  await choice(page).uncheck();
  await isBuild(page, 'relaxed-threads');
  expect(await page.getByTestId('engine').innerText()).toContain('fast, but not reproducible');
  expect(await weightsLine(page)).toContain('give the same on any device');
  await page.reload();
  await isBuild(page, 'relaxed-threads');

  // What is begun meanwhile waits for the build.
  await page.getByTestId('data-ready').waitFor();
  await choice(page).check();
  await page.getByTestId('start').click();
  expect(await weightsHash(page)).toBe(expected);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('it waits for the end of a run; one that is cut off goes on in the build that is chosen then', async () => {
  const { page, problems } = await newPage();
  await openWith(page, 2000, 30);
  await start(page);
  expect(await choice(page).isDisabled()).toBe(true);
  expect(await help(page)).toBe('Can be changed once this run has ended.');
  await page.getByTestId('pause').click();
  await reaches(page, 'paused');
  expect(await choice(page).isDisabled()).toBe(true);

  await page.reload();
  await page.getByTestId('unfinished').waitFor();
  await choice(page).check();
  await isBuild(page, 'simd-threads');
  await page.getByTestId('resume-run').click();
  await weightsHash(page);
  expect(await weightsLine(page)).toContain('Another device may get others; with “Reproducible” on');
  expect(await choice(page).isEnabled()).toBe(true);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('data that are not kept, threads and what was trained stay; a measurement ends', async () => {
  const { page, problems } = await newPage();
  await beforeWorkshop(page, "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }");
  await openWith(page, 600);
  const threads = page.getByTestId('threads');
  if (await threads.count()) await threads.selectOption('1');
  await page.locator('[data-testid="engine"][data-threads="1"]').waitFor();
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[5]);
  await page.getByTestId('tab-train').click();
  await start(page);
  await reaches(page, 'done');
  await page.getByTestId('speed-start').click();
  await page.locator('[data-testid="speed-cancel"]:enabled').waitFor();
  await choice(page).check();
  await isBuild(page, 'simd-threads');
  expect(await page.getByTestId('engine').getAttribute('data-threads')).toBe('1');
  expect(await page.getByTestId('speed-trouble').count()).toBe(0);
  const reading = () => page.getByTestId('learning-prediction').innerText();
  const last = await reading();
  await page.getByTestId('time-machine').fill('0');
  await expect.poll(reading).not.toBe(last);
  await start(page);
  await reaches(page, 'done');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a build that does not arrive leaves all as it was', async () => {
  const { page } = await newPage();
  await openWith(page, 600);
  await page.context().route(/engine\/inkling-s/, (route) => route.abort());
  await choice(page).click();
  await page.getByTestId('toast').getByText('could not be').waitFor();
  await expect.poll(() => choice(page).isChecked()).toBe(false);
  await isBuild(page, 'relaxed-threads');
  await start(page);
  await reaches(page, 'done');
  await page.context().close();
});

test('it is on for good where there is no other build', async () => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn');
  await isBuild(page, 'simd');
  expect(await choice(page).isChecked()).toBe(true);
  expect(await choice(page).isDisabled()).toBe(true);
  expect(await help(page)).toBe('All builds that run in this browser are reproducible.');
  expect(problems).toEqual([]);
  await page.context().close();
});
