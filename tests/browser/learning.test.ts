import { expect, test } from 'vitest';
import { violations } from './axe';
import { digits, drawWithMouse, newPage, site } from './browser';
import { LONG_MS, openTrain, reaches, start } from './train';

test('while it learns: a slider over a run shows the network as it was, in every view', async () => {
  const { page, problems } = await newPage();
  await openTrain(page, site.url, 'preset=sprint&epochs=1&seed=1');
  await start(page);
  await reaches(page, 'done');
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[7]);
  await page.getByTestId('tab-inside').click();
  await page.getByTestId('layer-0').waitFor();
  const learning = page.getByTestId('learning');
  await learning.locator('summary').click();
  await learning.getByTestId('learning-run').selectOption({ index: 2 });
  const slider = learning.getByTestId('moment-slider');
  await slider.waitFor();
  expect(Number(await slider.getAttribute('max'))).toBeGreaterThanOrEqual(19);

  const accuracy = () => learning.getByTestId('learning-accuracy').innerText({ timeout: LONG_MS });
  const percent = async () => Number(/^[\d.]+/.exec(await accuracy())?.[0]);
  await expect.poll(percent, { timeout: LONG_MS }).toBeGreaterThan(85);
  // The spread of every layer's numbers, with words for who does not see the pictures.
  const spread = learning.getByTestId('spread').locator('tbody tr');
  expect(await spread.count()).toBe(await page.locator('#inside [data-testid^="layer-"]').count());
  expect(await spread.first().locator('[role="img"]').first().getAttribute('aria-label')).toMatch(
    /^From −?\S+ to \S+,/,
  );

  await page.getByTestId('layer-0').click();
  await slider.focus();
  await page.keyboard.press('Home');
  await learning.getByText('Before training').waitFor();
  await expect.poll(percent, { timeout: LONG_MS }).toBeLessThan(40);
  // What is open stays so, and says which network it is of.
  expect(await page.getByTestId('layer-0').getAttribute('aria-expanded')).toBe('true');
  expect(await page.getByTestId('inside-model').locator('option:checked').innerText()).toMatch(
    /before training$/,
  );
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});
