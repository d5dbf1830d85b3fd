import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe';
import { photographed } from '../photograph.mjs';
import {
  digits,
  drawWithMouse,
  isReady,
  newPage,
  numberOf,
  open,
  site,
  waitForText,
  type Watched,
} from './browser';
import { furtherData, openTrain, someMnist, start } from './train';
import { unseen } from './visible';

const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** The pixels of the first canvas in an element, as text. */
const pixelsOf = (page: Page, testid: string) =>
  page
    .getByTestId(testid)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

async function openInside(options: Parameters<typeof newPage>[0] = {}): Promise<Watched> {
  const watched = await newPage(options);
  await watched.page.goto(`${site.url}#tab=inside`);
  await watched.page.getByTestId('layer-0').waitFor();
  await isReady(watched.page);
  return watched;
}

const draw = async (page: Page, digit: number) => {
  await drawWithMouse(page, digits[digit], undefined, 'inside-pad');
  await answers(page, String(digit));
};
/** A stroke from top to bottom, at this share of the width. */
async function line(page: Page, across: number): Promise<void> {
  const { x, y, width, height } = (await page.getByTestId('inside-pad').boundingBox())!;
  await page.mouse.move(x + across * width, y + 0.3 * height);
  await page.mouse.down();
  await page.mouse.move(x + across * width, y + 0.7 * height, { steps: 5 });
  await page.mouse.up();
}
const answer = (page: Page) => page.getByTestId('inside-answer').getAttribute('data-text');
const confidence = async (page: Page) =>
  Number(await page.getByTestId('inside-answer').getAttribute('data-confidence'));
const answers = (page: Page, text: string) => expect.poll(() => answer(page)).toBe(text);

interface Figures {
  index: number;
  value: number;
  sum: number;
  bias: number;
  terms: number[];
}

/** The number that is shown, and what it is made of. */
const shown = (page: Page): Promise<Figures | null> =>
  page.evaluate(() => {
    const number = document.querySelector<HTMLElement>('[data-testid="number"]');
    if (!number) return null;
    const terms = [...number.querySelectorAll<HTMLElement>('[data-testid="term"]')];
    const { index, value, sum, bias } = number.dataset;
    return {
      ...{ index: Number(index), value: Number(value), sum: Number(sum), bias: Number(bias) },
      terms: terms.map(({ dataset }) => Number(dataset.value)),
    };
  });

async function numberAt(page: Page, index: number): Promise<Figures> {
  await expect.poll(async () => (await shown(page))?.index).toBe(index);
  return (await shown(page))!;
}

/** That the products that are shown make the number that is shown. */
function expectSum(
  { value, sum, bias, terms }: Figures,
  activation: (sum: number) => number,
  words: string,
): void {
  const added = terms.reduce((all, each) => all + each, bias);
  expect(Math.abs(added - sum), words).toBeLessThan(2e-5 * Math.max(1, ...terms.map(Math.abs)) * 4);
  expect(Math.abs(activation(sum) - value), words).toBeLessThan(2e-5 * Math.max(1, Math.abs(sum)));
}

const relu = (value: number) => Math.max(0, value);
const same = (value: number) => value;

/** Clicks the pixel of the map that is looked at. */
async function point(page: Page, [row, column]: readonly number[], side: number): Promise<void> {
  const map = page.getByTestId('map');
  const { width, height } = (await map.boundingBox())!;
  const cell = width / side;
  await map.click({ position: { x: (column + 0.5) * cell, y: (row + 0.5) * (height / side) } });
}

describe.for([
  [1280, 800, 'light', 'dark'],
  [390, 844, 'dark', 'light'],
] as const)('%i x %i, %s, then %s', ([width, height, colorScheme, other]) => {
  test('a drawing flows through the layers; one opens, and one number of it', async () => {
    const { page, problems } = await openInside({ viewport: { width, height }, colorScheme });
    expect(await isWithin(page)).toBe(true);
    const blank = await pixelsOf(page, 'layer-0');
    await draw(page, 5);
    await page.getByTestId('layer-0').scrollIntoViewIfNeeded();
    await expect.poll(() => pixelsOf(page, 'layer-0')).not.toBe(blank);
    await page.getByTestId('more-0').click();
    await page.getByTestId('layer-1').click();
    await page.getByTestId('map-1-3').click();
    await point(page, [9, 12], 28);
    const number = await numberAt(page, (9 * 28 + 12) * 32 + 3);
    expectSum(number, relu, 'clicked');
    for (const summary of await page.locator('#inside details > summary').all()) await summary.click();
    await page.getByTestId('in-words').getByText('The strongest maps are').waitFor();
    expect(await page.getByTestId('field').innerText()).toContain('rows 8 to 12 and columns 11 to 15');
    expect(await isWithin(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(await unseen(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: other });
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe(other);
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.getByTestId('more-patches').click();
    expectSum((await shown(page))!, relu, 'unfolded');
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test('the keyboard does all of it', async () => {
  const { page, problems } = await openInside();
  await page.getByTestId('example').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => answer(page)).toMatch(/^\d$/);
  await page.getByTestId('layer-2').focus();
  await page.keyboard.press('Enter');
  const chosen = page.locator('[data-testid^="map-2-"][aria-pressed="true"]');
  await chosen.waitFor();
  const first = Number((await chosen.getAttribute('data-testid'))!.split('-')[2]);
  await page.keyboard.press('Tab');
  await page.keyboard.press(first ? 'ArrowLeft' : 'ArrowRight');
  const channel = first ? first - 1 : 1;
  await expect.poll(() => chosen.getAttribute('data-testid')).toBe(`map-2-${channel}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('switch-off').isChecked()).toBe(true);
  await expect.poll(() => chosen.getAttribute('aria-label')).toBe(`Map ${channel + 1}, switched off`);
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  const index = (row: number, column: number) => (row * 14 + column) * 32 + channel;
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const { value, ...number } = await numberAt(page, index(8, 8));
  expectSum({ value, ...number }, same, 'of a pooling layer');
  // What is said at once may still be of the map that was off.
  const said = async () => {
    for (const key of ['ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    const [place, figure] = (await page.locator('#announcer').innerText()).split(': ');
    return { place, difference: Math.abs(Number(figure) - value) };
  };
  await expect.poll(async () => (await said()).difference).toBeLessThan(0.05);
  expect((await said()).place).toBe('Row 9, column 9');
  expect(await page.getByTestId('receptive-field').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByTestId('number').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByTestId('map').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('layer-2');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a hundred numbers are what the products that are shown add up to', async () => {
  const { page, problems } = await openInside();
  await draw(page, 3);
  const any = (below: number) => Math.floor(Math.random() * below);
  const layers = [
    { layer: 0, side: 28, channels: 32, activation: relu },
    { layer: 2, side: 14, channels: 32, activation: same },
    { layer: 3, side: 14, channels: 32, activation: relu },
    { layer: 7, side: 7, channels: 64, activation: relu },
  ];
  for (const { layer, side, channels, activation } of layers) {
    await page.getByTestId(`layer-${layer}`).click();
    for (let i = 0; i < 24; i++) {
      const [row, column, channel] = [any(side), any(side), any(channels)];
      if (i % 6 === 0) await page.getByTestId(`map-${layer}-${channel}`).click();
      await point(page, [row, column], side);
      const map = Number(
        (await page
          .locator(`[data-testid^="map-${layer}-"][aria-pressed="true"]`)
          .getAttribute('data-testid'))!.split('-')[2],
      );
      const number = await numberAt(page, (row * side + column) * channels + map);
      expectSum(number, activation, `layer ${layer}, row ${row}, column ${column}, map ${map}`);
    }
  }
  await page.getByTestId('layer-10').click();
  for (const unit of [0, 3, 8, 9]) {
    await page.getByTestId(`map-10-${unit}`).click();
    const { value, ...number } = await numberAt(page, unit);
    expectSum({ ...number, value: number.sum }, same, `unit ${unit}`);
    expect(value).toBeGreaterThan(0);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what is switched off is crossed out, and the answer does without it', async () => {
  const { page, problems } = await openInside();
  await draw(page, 7);
  await page.getByTestId('layer-10').click();
  await page.getByTestId('map-10-7').click();
  await page.getByTestId('switch-off').check();
  await expect.poll(() => confidence(page)).toBeLessThan(0.5);
  expect(await page.getByTestId('map-10-7').getAttribute('data-off')).toBe('true');
  await page.getByTestId('number').getByText('switched off').waitFor();
  await page.getByTestId('layer-7').click();
  for (let map = 0; map < 64 && (await answer(page)) === '7'; map++) {
    await page.getByTestId(`map-7-${map}`).click();
    await page.getByTestId('switch-off').check();
  }
  await expect.poll(() => answer(page)).not.toBe('7');
  await page.getByTestId('all-on').click();
  await expect.poll(() => confidence(page)).toBeGreaterThan(0.9);
  await answers(page, '7');
  expect(problems).toEqual([]);
  await page.context().close();
});

/** What a worker says arrives later, as from a slow one. */
const slowWorkers = () => {
  const prototype = Worker.prototype;
  const listen = (worker: Worker, type: string, listener: EventListener) =>
    EventTarget.prototype.addEventListener.call(worker, type, listener);
  prototype.addEventListener = function (this: Worker, type: string, listener: EventListener) {
    const later = (event: Event) => setTimeout(() => listener.call(this, event), 150);
    listen(this, type, type === 'message' ? later : listener);
  };
};

test.for([
  ['', () => {}],
  [', on a slow device', slowWorkers],
] as const)(
  'the network on the Train tab is followed as it learns, with what is open and switched off%s',
  async ([, slow]) => {
    const { page, problems } = await newPage();
    await page.addInitScript(slow);
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=1000&dataset=files');
    await page.getByTestId('data-files').setInputFiles(someMnist(3000).files);
    await page.getByTestId('data-ready').waitFor();
    await start(page);
    await page.getByTestId('tab-inside').click();
    await page.getByTestId('example').click();
    await page.getByTestId('inside-model').selectOption('training');
    await page.getByTestId('layer-0').click();
    await page.getByTestId('map-0-1').click();
    await page.getByTestId('switch-off').check();
    await page.getByTestId('map-0-2').click();
    await point(page, [11, 11], 24);
    const first = await numberAt(page, (11 * 24 + 11) * 10 + 2);
    await expect.poll(async () => (await shown(page))?.sum).not.toBe(first.sum);
    expectSum((await shown(page))!, relu, 'later');
    expect(await page.getByTestId('map-0-1').getAttribute('data-off')).toBe('true');
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

test('under the pad of the Draw tab the layers unfold, and lead to the Inside tab', async () => {
  const { page, problems, requests } = await open(site.url);
  await drawWithMouse(page, digits[4]);
  await page.getByTestId('look-inside').locator('summary').click();
  const layer = page.getByTestId('look-inside').getByTestId('layer-3');
  await layer.scrollIntoViewIfNeeded();
  const pixels = () => layer.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const four = await pixels();
  await page.getByTestId('clear').click();
  await drawWithMouse(page, digits[0]);
  await layer.scrollIntoViewIfNeeded();
  await expect.poll(pixels).not.toBe(four);
  await layer.click();
  await page.locator('#inside').getByTestId('map-3-0').waitFor();
  await answers(page, '0');
  await page.getByTestId('inside-model').selectOption('kana');
  await expect.poll(() => answer(page)).not.toMatch(/^\d?$/);
  expect(requests.filter((url) => !url.startsWith(new URL(site.url).origin))).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('of several characters the one that was chosen is followed; a picture is looked into until somebody draws', async () => {
  const { page, problems } = await open(site.url);
  await drawWithMouse(page, numberOf('2026'), 0.9);
  await waitForText(page, '2026');
  await page.getByTestId('tab-inside').click();
  await answers(page, '2');
  const six = page.getByRole('group', { name: 'Which character to follow' }).getByRole('button').nth(3);
  await six.click();
  await answers(page, '6');
  await line(page, 0.02);
  await expect.poll(() => six.locator('xpath=..').getByRole('button').count()).toBe(5);
  expect(await six.getAttribute('aria-pressed')).toBe('true');
  await page.getByTestId('tab-draw').click();
  const { width, height, pixels } = photographed(digits[8].strokes);
  const buffer = Buffer.from(encode({ width, height, channels: 1, depth: 8, data: pixels }));
  await page.getByTestId('picture-file').setInputFiles({ name: '8.png', mimeType: 'image/png', buffer });
  await waitForText(page, '8');
  await page.getByTestId('tab-inside').click();
  await answers(page, '8');
  await page.getByTestId('inside-picture').waitFor();
  await line(page, 0.5);
  await page.getByTestId('inside-picture').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a network that does not arrive is said, and tried again', async () => {
  const { page } = await newPage();
  await page.goto(site.url);
  await isReady(page);
  await page.context().route('**/*kuzushiji*', (route) => route.abort());
  await page.getByTestId('tab-inside').click();
  await page.getByTestId('inside-model').selectOption('kana');
  await page.getByTestId('inside-trouble').waitFor();
  await page.context().unroute('**/*kuzushiji*');
  await page.locator('#inside').getByRole('button', { name: 'Try again' }).click();
  await page.getByTestId('layer-0').waitFor();
  await page.context().close();
});

const models = furtherData('../models');
/** The files of each model; weights of Keras have their layers beside them. */
const files = models
  ? readdirSync(models)
      .filter((name) => !/\.(md|tsv|json|data)$/.test(name))
      .map((name) => {
        const path = join(models, name);
        if (statSync(path).isDirectory()) return readdirSync(path).map((part) => join(path, part));
        const json = name.replace(/-weights\.h5$/, '.json');
        const beside = name.includes('external') ? ['mnist.onnx.data'] : json === name ? [] : [json];
        return [path, ...beside.map((each) => join(models, each))];
      })
  : [];

/** Opens every layer, and a number of each: what they are made of, or why they are not shown. */
const everyNumber = (page: Page): Promise<Omit<Figures, 'index'>[]> =>
  page.evaluate(async () => {
    const find = (selector: string) => document.querySelector<HTMLElement>(`#inside ${selector}`);
    const wait = async (selector: string) => {
      for (let tries = 0; tries < 600; tries++) {
        const found = find(selector);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no ${selector}`);
    };
    const layers = document.querySelectorAll('#inside [data-testid^="layer-"]').length;
    const all = [];
    for (let layer = 0; layer < layers; layer++) {
      find(`[data-testid="layer-${layer}"]`)!.click();
      (await wait(`[data-testid="map-${layer}-0"]`)).click();
      find('[data-testid="map"]')?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
      );
      const number = await wait('[data-testid="number"]');
      const terms = [...number.querySelectorAll<HTMLElement>('[data-testid="term"]')];
      const [value, sum, bias] = ['value', 'sum', 'bias'].map((name) => Number(number.dataset[name]));
      all.push({ value, sum, bias, terms: terms.map(({ dataset }) => Number(dataset.value)) });
      find(`[data-testid="layer-${layer}"]`)!.click();
      while (find('[data-testid="number"]')) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return all;
  });

test.skipIf(!models)(
  'every model that opens can be looked into (with INKLING_DATA)',
  { timeout: 600_000 },
  async () => {
    const { page, problems } = await openInside();
    await draw(page, 8);
    let networks = 0;
    for (const all of files) {
      await page.getByTestId('tab-models').click();
      await page.getByTestId('model-open').setInputFiles(all);
      const found = page.getByTestId('model-found');
      await found.getByTestId('model-keep').click();
      await found.waitFor({ state: 'detached' });
      // The newest stands first; the one before is in use until it is there.
      await expect.poll(() => page.getByTestId('model').count()).toBe(networks + 1);
      await page.getByTestId('model-use').first().and(page.getByText('In use')).waitFor();
      await page.getByTestId('tab-inside').click();
      await page.locator('#inside [data-testid="inside-answer"]:not([data-text=""])').waitFor();
      const numbers = await everyNumber(page);
      expect(numbers.length, all[0]).toBeGreaterThan(1);
      numbers.forEach((each, i) =>
        expectSum({ ...each, index: 0, value: each.sum }, same, `${all[0]}, layer ${i}`),
      );
      expect(await page.getByTestId('inside-trouble').count(), all[0]).toBe(0);
      networks += 1;
    }
    expect(networks).toBeGreaterThan(15);
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
