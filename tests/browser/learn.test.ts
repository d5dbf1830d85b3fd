import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe';
import { newPage, site } from './browser';
import { lessons, press, tabTo } from './lessons';
import { LONG_MS } from './train';

const SIZES = {
  wide: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Takes this lesson from its card to its end, by the keyboard alone. */
async function take(page: Page, id: string): Promise<void> {
  await tabTo(page, `lesson-${id}`);
  await page.keyboard.press('Enter');
  for (const [i, act] of lessons[id].entries()) {
    await page.locator(`[data-testid="lesson"][data-lesson="${id}"] [data-step="${i + 1}"]`).waitFor();
    await page.getByTestId('lesson').locator('summary', { hasText: 'What you should see' }).waitFor();
    // From the heading on, so that what is tested comes after the focus.
    await page.getByTestId('lessons').focus();
    await act(page);
    expect(await page.getByTestId('lesson-trouble').count(), id).toBe(0);
    if (i + 1 < lessons[id].length) await press(page, 'lesson-next', 'Enter');
  }
  await page.getByTestId('lesson-learned').waitFor();
  expect(await page.getByTestId('lesson-next').count()).toBe(0);
  expect(await sideways(page), id).toBe(0);
  expect(await violations(page), id).toEqual([]);
  await tabTo(page, 'lessons', true);
  await page.keyboard.press('Enter');
  await page.getByTestId(`done-${id}`).waitFor();
}

test.for([
  ['wide', 'light', ['kernel', 'pooling', 'backpropagation', 'augmentation', 'kuzushiji']],
  ['phone', 'dark', ['stride', 'softmax', 'overfitting', 'shrinking']],
] as const)(
  'lessons from end to end by the keyboard alone: %s, %s',
  { timeout: 2 * LONG_MS },
  async ([size, colorScheme, ids]) => {
    const { page, problems } = await newPage({ viewport: SIZES[size], colorScheme });
    await page.goto(`${site.url}#tab=learn`);
    await page.getByTestId('lesson-kernel').waitFor();
    expect(await violations(page)).toEqual([]);
    for (const id of ids) await take(page, id);
    // What was done is known after a reload.
    await page.reload();
    for (const id of ids) await page.getByTestId(`done-${id}`).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

test('an address opens a lesson at its step, Back leads from step to step, and a lesson leads on', async () => {
  const { page, problems } = await newPage();
  const at = (lesson: string, step: number) =>
    page.locator(`[data-testid="lesson"][data-lesson="${lesson}"] [data-step="${step}"]`).waitFor();
  await page.goto(`${site.url}#tab=learn&lesson=stride&step=2`);
  await at('stride', 2);
  await page.getByTestId('lesson-next').click();
  await at('stride', 3);
  expect(new URL(page.url()).hash).toBe('#tab=learn&lesson=stride&step=3');
  await page.goBack();
  await at('stride', 2);
  await page.goForward();
  await at('stride', 3);
  await page.getByTestId('lesson-following').click();
  await at('pooling', 1);
  await page.goBack();
  await at('stride', 3);
  await page.getByTestId('lesson-train').click();
  await page.getByTestId('preset').waitFor();
  await expect.poll(() => page.getByTestId('preset').inputValue()).toBe('quick-cnn');
  await page.goBack();
  await at('stride', 3);
  await page.getByTestId('lessons').click();
  await page.getByTestId('lesson-kernel').waitFor();
  await page.goto(`${site.url}#tab=learn&lesson=nothing&step=x`);
  await page.getByTestId('lesson-kernel').waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});
