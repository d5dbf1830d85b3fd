import { expect, test } from 'vitest';
import { violations } from './axe';
import { digits, drawWithMouse, isReady, newPage, open, site, waitForText } from './browser';

const STOPS = ['Draw here', 'The answer', 'Look inside', 'Train your own', 'Learn'];

test.for([
  [1280, 800],
  [390, 844],
  [320, 568],
])('%i x %i: the tour is offered once, and leads past the pad', async ([width, height]) => {
  const { page, problems } = await open(site.url, { viewport: { width, height } });
  const before = (await page.getByTestId('pad').boundingBox())!;
  await page.getByTestId('tour-offer').focus();
  await page.keyboard.press('Enter');
  const tour = page.getByTestId('tour');
  for (const [i, title] of STOPS.entries()) {
    await tour.getByRole('heading', { name: title }).waitFor();
    const [card, pad] = [(await tour.boundingBox())!, (await page.getByTestId('pad').boundingBox())!];
    if (height > 600) expect(pad).toEqual(before);
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(width);
    expect(card.y).toBeGreaterThanOrEqual(0);
    expect(card.y + card.height).toBeLessThanOrEqual(height);
    const isBeside =
      card.y >= pad.y + pad.height || card.x >= pad.x + pad.width || card.y + card.height <= pad.y;
    if (i < 2 || width < 800) expect(isBeside, title).toBe(true);
    if (i === 0) expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    if (i < 4) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await tour.waitFor({ state: 'detached' });
  await page.reload();
  await isReady(page);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(await page.getByTestId('tour-offer').count()).toBe(0);

  await page.getByTestId('tab-learn').click();
  await page.getByTestId('take-tour').click();
  await tour.getByRole('heading', { name: STOPS[0] }).waitFor();
  const overPad = async () => {
    const [card, pad] = [(await tour.boundingBox())!, await page.getByTestId('pad').boundingBox()];
    return (
      pad === null ||
      (card.y < pad.y + pad.height && card.y + card.height > pad.y && card.x < pad.x + pad.width)
    );
  };
  await expect.poll(overPad).toBe(false);
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
  await page.context().close();
});

test('one draws on while the tour is there, and Escape ends it without clearing the pad', async () => {
  const { page, problems } = await open(site.url);
  await page.getByTestId('tour-offer').click();
  await page.getByTestId('tour').waitFor();
  await drawWithMouse(page, digits[7]);
  await waitForText(page, '7');
  await page.keyboard.press('Escape');
  await page.getByTestId('tour').waitFor({ state: 'detached' });
  await waitForText(page, '7');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('an address that asks for something gets no offer', async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=learn&lesson=kernel`);
  await isReady(page);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(await page.getByTestId('tour-offer').count()).toBe(0);
  await page.context().close();
});
