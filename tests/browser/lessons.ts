import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LONG_MS } from './train';

/** As many things one can get to by Tab a page never has. */
const MOST_STOPS = 120;

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid ?? '');

/** Goes there by Tab, on from where the focus is. */
export async function tabTo(page: Page, testid: string, back = false): Promise<void> {
  for (let i = 0; i < MOST_STOPS && (await focused(page)) !== testid; ++i)
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  expect(await focused(page)).toBe(testid);
}

export async function press(page: Page, testid: string, ...keys: string[]): Promise<void> {
  await tabTo(page, testid);
  for (const key of keys) await page.keyboard.press(key);
}

const value = async (page: Page, testid: string) =>
  Number(await page.getByTestId(testid).getAttribute('data-value'));
const says = (page: Page, testid: string, words: string | RegExp) =>
  page.getByTestId(testid).filter({ hasText: words }).waitFor();
const sliders = (page: Page, testid: string) => page.getByTestId(testid).getAttribute('aria-valuetext');
const percentIn = async (page: Page, testid: string) =>
  Number(/[\d.]+/.exec(await page.getByTestId(testid).innerText())![0]);

/** What is done at each step, by the keyboard alone. */
export const lessons: Record<string, ((page: Page) => Promise<void>)[]> = {
  kernel: [
    async (page) => {
      await press(page, 'lesson-pad', 'c', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Space');
      for (let i = 0; i < 5; ++i) await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Space');
      await page.getByTestId('kernel-map').waitFor();
    },
    async (page) => {
      await press(page, 'kernel-choice', 'o', 'Enter');
      await expect.poll(() => page.getByTestId('kernel-4').inputValue()).toBe('8');
      await press(page, 'kernel-flip', 'Enter');
      await expect.poll(() => page.getByTestId('kernel-4').inputValue()).toBe('-8');
    },
    async (page) => {
      await press(page, 'kernel-4', 'Control+a');
      await page.keyboard.type('2.5');
      expect(await page.getByTestId('kernel-4').inputValue()).toBe('2.5');
    },
    async (page) => {
      await press(page, 'kernel-map', 'ArrowRight', 'Shift+ArrowUp');
      await expect.poll(() => sliders(page, 'kernel-map')).toMatch(/^row 9, column 15: /);
      const shown = (await sliders(page, 'kernel-map'))!.split(': ')[1];
      await says(page, 'kernel-sum', `They add up to ${shown}.`);
      const products = await page.getByTestId('kernel-products').locator('b').allInnerTexts();
      const sum = products.reduce(
        (all, each) => all + Number(each.replace('= ', '').replace('\u2212', '-')),
        0,
      );
      expect(sum).toBeCloseTo(await value(page, 'kernel-sum'), 1);
    },
  ],
  stride: [
    async (page) => {
      await tabTo(page, 'stride-1');
      await page.keyboard.press('ArrowRight');
      await says(page, 'stride-size', '13×13');
    },
    async (page) => {
      await press(page, 'padding-valid', 'ArrowRight');
      await says(page, 'stride-size', '14×14');
    },
    async (page) => {
      await press(page, 'kernel-size-3', 'ArrowRight');
      await says(page, 'stride-size', '⌈28 / 2⌉ = 14');
      await press(page, 'stride-map', 'ArrowDown');
      expect(await sliders(page, 'stride-map')).toMatch(/^row 2, column 1: /);
    },
  ],
  pooling: [
    async (page) => {
      await press(page, 'square-2', 'ArrowRight');
      await page.getByTestId('pooled').waitFor();
    },
    async (page) => {
      await press(page, 'nudge-left', 'ArrowLeft');
      await expect.poll(() => percentIn(page, 'changed-drawing')).toBeGreaterThan(5);
      expect(await percentIn(page, 'changed-map')).toBeLessThan(await percentIn(page, 'changed-drawing'));
      await press(page, 'nudge-back', 'Enter');
      await says(page, 'changed-drawing', '0 %');
    },
    async (page) => {
      await press(page, 'square-4', 'ArrowRight');
      await page.getByText('The pooled map, 4×4').waitFor();
    },
  ],
  softmax: [
    async (page) => {
      const before = await value(page, 'probability-3');
      await press(page, 'score-3', 'PageUp');
      await expect.poll(() => value(page, 'probability-3')).toBeGreaterThan(before);
      const raised = await value(page, 'probability-3');
      await press(page, 'add-to-all', 'Enter');
      await expect.poll(() => sliders(page, 'score-5')).toMatch(/^1\.0/);
      expect(await value(page, 'probability-3')).toBeCloseTo(raised, 5);
    },
    async (page) => {
      await press(page, 'all-zero', 'Enter');
      await expect.poll(() => value(page, 'softmax-loss')).toBeCloseTo(Math.log(10), 5);
      await press(page, 'truth-3', 'ArrowRight');
      await says(page, 'softmax-loss', /probability of 4/);
    },
    async (page) => {
      await press(page, 'ask-untrained', 'Enter');
      await page.getByTestId('untrained').waitFor();
      const loss = await page.getByTestId('untrained').locator('tbody td').first().innerText();
      expect(Number(loss)).toBeCloseTo(Math.log(10), 2);
    },
  ],
  backpropagation: [
    async (page) => {
      await press(page, 'pixel-0', 'End');
      await page.getByTestId('says').waitFor();
    },
    async (page) => {
      const before = await value(page, 'loss');
      await press(page, 'side-0', 'ArrowRight');
      await expect.poll(() => value(page, 'loss')).not.toBe(before);
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => value(page, 'loss')).toBe(before);
    },
    async (page) => {
      const [byHand, engine] = (await page.getByTestId('by-hand').innerText()).split('\n');
      expect(/[−\d.]+$/.exec(byHand)![0]).toBe(/[−\d.]+$/.exec(engine)![0]);
    },
    async (page) => {
      const before = await value(page, 'loss');
      await press(page, 'one-step', 'Enter');
      await expect.poll(() => value(page, 'loss')).toBeLessThan(before);
      const after = await value(page, 'loss');
      await press(page, 'ten-steps', 'Enter');
      await expect.poll(() => value(page, 'loss')).toBeLessThan(after / 2);
      await page.getByRole('slider', { name: 'Loss, chart' }).waitFor();
    },
  ],
  overfitting: [
    async (page) => {
      await press(page, 'train-hundred', 'Enter');
      const row = page.getByTestId('hundred-runs').locator('tbody td');
      await row.first().waitFor({ timeout: LONG_MS });
      await page.getByTestId('train-hundred').filter({ hasText: 'Train' }).waitFor({ timeout: LONG_MS });
      const [hundred, others] = await row.allInnerTexts();
      expect(hundred).toBe('100 %');
      expect(parseFloat(others)).toBeLessThan(85);
    },
    async (page) => {
      expect(await page.getByTestId('with-dropout').isChecked()).toBe(true);
    },
    async (page) => {
      expect(await page.getByTestId('with-augmentation').isChecked()).toBe(true);
      await press(page, 'with-dropout', 'Space');
      expect(await page.getByTestId('with-dropout').isChecked()).toBe(true);
    },
  ],
  augmentation: [
    async (page) => {
      const pictures = () =>
        page.getByTestId('samples').evaluate((list) => {
          const all = [...list.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
          return new Set(all).size;
        });
      await page.getByTestId('samples').waitFor();
      expect(await pictures()).toBe(1);
      await press(page, 'augment-rotation_degrees', 'ArrowRight', 'ArrowRight', 'ArrowRight');
      await expect.poll(pictures).toBe(12);
    },
    async (page) => {
      await press(page, 'augment-rotation_degrees', 'End');
      await expect.poll(() => sliders(page, 'augment-rotation_degrees')).toBe('180°');
    },
    async (page) => {
      await press(page, 'as-shipped', 'Enter');
      // What was drawn in the lesson before: a bar.
      await expect.poll(() => page.getByTestId('samples').locator('[data-label="1"]').count()).toBe(12);
    },
  ],
  shrinking: [
    async (page) => {
      await says(page, 'prepared', 'Read as 4');
      await says(page, 'shrunk', 'Read as 4');
    },
    async (page) => {
      await press(page, 'put-small', 'Enter');
      await page.getByTestId('shrunk').filter({ hasNotText: 'Read as 4' }).waitFor();
      await says(page, 'prepared', 'Read as 4');
    },
    async (page) => {
      await press(page, 'put-large', 'Enter');
      await says(page, 'shrunk', 'Read as 4');
    },
  ],
  kuzushiji: [
    async (page) => {
      await page.getByRole('list', { name: 'The ten letters' }).waitFor();
    },
    async (page) => {
      await press(page, 'lesson-pad', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Space');
      for (let i = 0; i < 4; ++i) await page.keyboard.press('Shift+ArrowRight');
      for (const key of ['PageDown', 'ArrowDown', 'End', 'End']) await page.keyboard.press(`Shift+${key}`);
      await page.keyboard.press('Space');
      await page.locator('[data-testid="kana-read"][data-label]').waitFor();
    },
    async (page) => {
      const letter = (await page.getByTestId('quiz').getAttribute('data-letter'))!;
      await page.locator('[data-testid="quiz-0"][aria-disabled="false"]').waitFor();
      await press(page, `quiz-${letter}`, 'Enter');
      await says(page, 'quiz-verdict', /Right: .*The network says .*You: 1 of 1/s);
      await press(page, 'quiz-next', 'Enter');
      await page.locator('[data-testid="quiz-0"][aria-disabled="false"]').waitFor();
      expect(await page.getByTestId('quiz-verdict').innerText()).toBe('');
    },
  ],
};
