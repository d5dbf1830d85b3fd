import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { digits as trainingImages, library } from '../wasm/engine';
import { violations } from './axe';
import { digits, drawWithMouse, open, settled, site, waitForText } from './browser';

/** The longest that something over many images takes on a busy machine. */
const LONG_MS = 60_000;

/** Reads with this model from now on. */
async function takeModel(page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model-open').setInputFiles(files);
  const [keep, use] = ['model-keep', 'model-use'].map((id) => page.getByTestId(id));
  // What another program wrote is asked about first.
  await keep.or(use).first().waitFor();
  if (await keep.isVisible()) await keep.click();
  await use.and(page.getByText('In use')).waitFor();
}

let small: Promise<Buffer> | null = null;

/** A small network that has learned to read digits. */
async function trainSmall(): Promise<Buffer> {
  const engine = await library.createEngine({ variant: 'simd', threads: 1 });
  const layers = [
    { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
    { class_name: 'Conv2D', config: { filters: 6, kernel_size: 5, strides: 2, activation: 'relu' } },
    { class_name: 'MaxPooling2D', config: { pool_size: 2 } },
    { class_name: 'Flatten', config: {} },
    { class_name: 'Dense', config: { units: 12, activation: 'relu' } },
    { class_name: 'Dense', config: { units: 10, activation: 'softmax' } },
  ];
  const model = { class_name: 'Sequential', config: { name: 'small', layers } };
  const trainer = await engine.trainer({ model, data: trainingImages(6000), epochs: 4, seed: 1 });
  await trainer.fit();
  const file = await trainer.save();
  engine.dispose();
  return Buffer.from(file);
}

async function takeSmall(page: Page): Promise<void> {
  const buffer = await (small ??= trainSmall());
  await takeModel(page, { name: 'small.safetensors', mimeType: '', buffer });
}

/** A network that answers 3, whatever it is shown. */
function stubborn() {
  const layers = [
    { class_name: 'Flatten', config: { name: 'flatten', batch_input_shape: [null, 28, 28, 1] } },
    { class_name: 'Dense', config: { name: 'dense', units: 10, activation: 'softmax' } },
  ];
  const shapes = { 'dense/kernel': [784, 10], 'dense/bias': [10] };
  const weights = Object.entries(shapes).map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  const numbers = new Float32Array(784 * 10 + 10);
  numbers[784 * 10 + 3] = 4;
  const model = {
    format: 'layers-model',
    modelTopology: { model_config: { class_name: 'Sequential', config: { name: 'stubborn', layers } } },
    weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }],
  };
  return [
    { name: 'model.json', mimeType: '', buffer: Buffer.from(JSON.stringify(model)) },
    { name: 'group1-shard1of1.bin', mimeType: '', buffer: Buffer.from(numbers.buffer) },
  ];
}

/** The page with a digit on its pad, at the tab that looks inside. */
async function lookInside(
  digit: number,
  options?: BrowserContextOptions,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
) {
  const watched = await open(site.url, options);
  const { page } = watched;
  await prepare(page);
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[digit]);
  await settled(page);
  await page.getByTestId('tab-inside').click();
  return watched;
}

const unfold = (page: Page, part: 'why' | 'break') =>
  page.getByTestId(part).locator('summary').first().click();
const words = (page: Page) => page.getByTestId('why-words');
const picture = (page: Page) =>
  page.getByTestId('why-image').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const choose = (page: Page, group: string, name: string) =>
  page.getByTestId(group).getByRole('radio', { name, exact: true }).check();

describe('why', () => {
  test('what speaks for a class is a tint on the strokes and a sentence, for each class and method', async () => {
    const { page, problems } = await lookInside(7);
    await unfold(page, 'why');
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('7');
    expect(await words(page).textContent()).toMatch(/^Speaks most for 7: the [a-z ]+ \(\d+\u202f%\)/);
    const seen = [await picture(page)];
    const changes = async () => {
      await expect.poll(() => picture(page)).not.toBe(seen.at(-1));
      seen.push(await picture(page));
    };
    await choose(page, 'why-classes', '1');
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('1');
    await changes();
    await choose(page, 'why-methods', 'Occlusion');
    await changes();
    expect(await page.getByTestId('why-meaning').textContent()).toContain('the probability of 1 falls');
    await choose(page, 'why-methods', 'Grad-CAM');
    await changes();
    const layer = page.getByTestId('why-layer');
    await layer.selectOption(await layer.locator('option').first().getAttribute('value'));
    await changes();
    expect(new Set(seen).size).toBe(5);

    await choose(page, 'why-classes', 'Its answer, 7');
    await page.getByTestId('tab-draw').click();
    await page.getByTestId('clear').click();
    await drawWithMouse(page, digits[3]);
    await waitForText(page, '3');
    await page.getByTestId('tab-inside').click();
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('3');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('without a drawing it asks for one', async () => {
    const { page, problems } = await open(site.url);
    await page.getByTestId('tab-inside').click();
    await unfold(page, 'why');
    await page.getByTestId('why').getByText('Draw something first.').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('what would make it another class', () => {
  const said = (page: Page) => page.getByTestId('change-words').textContent();

  test('is shown as ghost ink, and can be put on the pad and taken back', async () => {
    const { page, problems } = await lookInside(4);
    await unfold(page, 'why');
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('4');
    await page.getByTestId('change-to-4').click();
    await expect.poll(() => said(page)).toBe('It is read as 4 already.');
    await page.getByTestId('change-to-9').click();
    await expect
      .poll(() => said(page))
      .toMatch(
        /^This would be read as 9, [\d.]+\u202f% sure\. .* \d+\u202f% is added and \d+\u202f% is removed\.$/,
      );
    expect(await page.getByTestId('change-image').getAttribute('aria-label')).toContain('ghost ink');
    await page.getByTestId('change-close').click();
    await expect.poll(() => page.getByTestId('change-image').count()).toBe(0);
    await page.getByTestId('change-to-9').click();
    await page.getByTestId('change-put').click();
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('9');
    expect(await page.getByTestId('change-image').count()).toBe(0);
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => words(page).getAttribute('data-label')).toBe('4');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('that none was found is said where there is none', async () => {
    const { page, problems } = await lookInside(8, {}, (page) => takeModel(page, stubborn()));
    await unfold(page, 'why');
    await expect.poll(() => words(page).textContent()).toContain('Nothing speaks for 3.');
    expect(await page.getByTestId('why-methods').getByRole('radio').count()).toBe(2);
    await page.getByTestId('change-to-9').click();
    await expect.poll(() => said(page)).toMatch(/^No small change was found that makes it 9/);
    expect(await page.getByTestId('change-image').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('nearest training images', () => {
  const labels = (page: Page) =>
    page
      .getByTestId('nearest-images')
      .locator('li')
      .evaluateAll((items) => items.map(({ dataset }) => dataset.label));

  test(
    'are found once, follow the drawing, and can be put on the pad',
    { timeout: 3 * LONG_MS },
    async () => {
      const { page, problems } = await lookInside(0, {}, takeSmall);
      await unfold(page, 'why');
      await page.getByTestId('nearest-find').click();
      await page.getByTestId('nearest-cancel').click();
      await page.getByTestId('nearest-find').click();
      await page.getByText('Compared with 10,000 training images.').waitFor({ timeout: LONG_MS });
      await expect.poll(async () => (await labels(page)).length).toBe(10);
      expect((await labels(page)).filter((label) => label === '0').length).toBeGreaterThan(5);
      await choose(page, 'nearest-distance', 'Euclidean');
      await expect
        .poll(() => page.getByTestId('nearest-images').locator('small').first().textContent())
        .not.toMatch(/^0\.0/);
      const [first] = await labels(page);
      await page.getByTestId('nearest-images').getByRole('button').first().click();
      // It is among those that are compared.
      await expect
        .poll(() => page.getByTestId('nearest-images').locator('small').first().textContent())
        .toBe('0.00');
      expect((await labels(page))[0]).toBe(first);
      expect(problems).toEqual([]);
      await page.context().close();
    },
  );

  test('are not looked for where there are none of these classes', async () => {
    const { page, problems } = await lookInside(0, {}, async (page) => {
      await page.getByTestId('tab-models').click();
      await page.getByTestId('model-open').setInputFiles(at('tests/fixtures/models/digits/keras-3.8.keras'));
      await page.getByTestId('model-labels').fill('a b c d e f g h i j');
      await page.getByTestId('model-labels').press('Tab');
      await page.getByTestId('model-keep').click();
      await page.getByTestId('model-use').and(page.getByText('In use')).waitFor();
    });
    await unfold(page, 'why');
    await page.getByTestId('nearest-find').click();
    await page.getByText('There are no images of these classes here to compare with.').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('break it', () => {
  const right = async (page: Page, which: 'whole' | 'now') =>
    Number(await page.getByTestId(`break-${which}`).getAttribute('data-right'));
  const costs = (page: Page) => page.getByTestId('rank-costs').getByRole('button');

  test('a map costs accuracy, and what is undone brings it back', { timeout: 3 * LONG_MS }, async () => {
    const { page, problems } = await lookInside(2, {}, takeSmall);
    await unfold(page, 'break');
    await page.getByTestId('break-now').waitFor({ timeout: LONG_MS });
    const whole = await right(page, 'whole');
    expect(whole).toBeGreaterThan(700);
    expect(await right(page, 'now')).toBe(whole);
    await page.getByTestId('rank-start').click();
    await page.getByText(/^(\d+) of \1 tried; \d+ cost nothing\.$/).waitFor({ timeout: LONG_MS });
    const lost = await page
      .getByTestId('rank-costs')
      .locator('li')
      .evaluateAll((items) => items.map(({ dataset }) => Number(dataset.lost)));
    expect(lost[0]).toBeGreaterThan(0);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));

    await costs(page).nth(0).click();
    await expect.poll(() => right(page, 'now'), { timeout: LONG_MS }).toBeLessThan(whole);
    const one = await right(page, 'now');
    expect(await costs(page).nth(0).getAttribute('aria-pressed')).toBe('true');
    await costs(page).nth(1).click();
    await expect.poll(() => right(page, 'now'), { timeout: LONG_MS }).not.toBe(one);
    expect(await page.getByTestId('break-off').getByRole('button').count()).toBe(2);
    expect(await page.getByTestId('break-answers').locator('tbody tr').count()).toBe(5);
    await page.getByTestId('break-undo').click();
    await expect.poll(() => right(page, 'now'), { timeout: LONG_MS }).toBe(one);
    await page.getByTestId('break-all-on').click();
    await expect.poll(() => right(page, 'now'), { timeout: LONG_MS }).toBe(whole);
    await page.getByText('Everything is on.').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a ranking that is ended keeps what it has found', { timeout: 2 * LONG_MS }, async () => {
    const { page, problems } = await lookInside(2);
    await unfold(page, 'break');
    await page.getByTestId('rank-start').click();
    await costs(page).first().waitFor({ timeout: LONG_MS });
    await page.getByTestId('rank-cancel').click();
    await page.getByText(/^\d+ of 256 tried; \d+ cost nothing\.$/).waitFor({ timeout: LONG_MS });
    expect(await costs(page).count()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test('all of it by keyboard alone', { timeout: 3 * LONG_MS }, async () => {
  const { page, problems } = await lookInside(4, {}, takeSmall);
  const press = (key: string) => page.keyboard.press(key);
  const answer = await page.getByTestId('prediction').getAttribute('data-text');
  await page.getByTestId('why').locator('summary').focus();
  await press('Enter');
  await words(page).waitFor();
  await press('Tab');
  await press('ArrowRight');
  await expect.poll(() => words(page).getAttribute('data-label')).toBe('0');
  await press('ArrowLeft');
  await press('Tab');
  await press('ArrowRight');
  await expect.poll(() => page.getByTestId('why-meaning').textContent()).toContain('A piece of paper');
  await press('Tab');
  for (let label = 0; label < 9; label++) await press('Tab');
  await press('Enter');
  await expect.poll(() => page.getByTestId('change-words').textContent()).toMatch(/9/);
  expect(await page.getByTestId('change-to-9').getAttribute('aria-pressed')).toBe('true');
  expect(answer).not.toBe('9');

  await page.getByTestId('break').locator('summary').focus();
  await press('Space');
  await page.getByTestId('rank-start').waitFor();
  await press('Tab');
  await press('Enter');
  const costs = page.getByTestId('rank-costs').getByRole('button');
  await costs.first().waitFor({ timeout: LONG_MS });
  await page.getByText(/^(\d+) of \1 tried/).waitFor({ timeout: LONG_MS });
  await press('Tab');
  await press('Space');
  await page.getByTestId('break-off').getByRole('button').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test.for([
  [1280, 'light'],
  [390, 'dark'],
] as const)(
  '%i px, %s: nothing sticks out, and axe finds nothing',
  { timeout: 3 * LONG_MS },
  async ([width, colorScheme]) => {
    const options = { viewport: { width, height: 800 }, colorScheme, hasTouch: width < 500 };
    const { page, problems } = await lookInside(5, options, takeSmall);
    await unfold(page, 'why');
    await choose(page, 'why-methods', 'Grad-CAM');
    await page.getByTestId('change-to-6').click();
    await page.getByTestId('change-image').waitFor();
    await page.getByTestId('nearest-find').click();
    await page.getByTestId('nearest-images').locator('li').nth(9).waitFor({ timeout: LONG_MS });
    await unfold(page, 'break');
    await page.getByTestId('rank-start').click();
    await page.getByText(/^(\d+) of \1 tried/).waitFor({ timeout: LONG_MS });
    await page.getByTestId('rank-costs').getByRole('button').first().click();
    await page.getByTestId('break-now').waitFor({ timeout: LONG_MS });
    expect(await violations(page)).toEqual([]);
    const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(over)).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
