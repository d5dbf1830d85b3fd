import type { Page } from 'playwright-core';
import { tabs } from '../../web/app/tab';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digits, drawWithMouse, onPad, open, site, waitForText, type Watched } from './browser';

let watched: Watched;
let page: Page;

beforeEach(async () => {
  watched = await open(site.url);
  page = watched.page;
});
afterEach(async () => {
  expect(watched.problems).toEqual([]);
  await page.context().close();
});

const disabled = (id: string) => page.getByTestId(id).getAttribute('aria-disabled');

test('with the keyboard alone', async () => {
  while ((await page.evaluate(() => document.activeElement?.id)) !== 'pad') await page.keyboard.press('Tab');
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(`Shift+${key}`);
  await page.keyboard.press('Space');
  for (let i = 0; i < 24; ++i) await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.locator('#nib').getAttribute('data-tip')).toBe('down');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#nib').getAttribute('data-tip')).toBe('up');
  await waitForText(page, '1');
  await page.waitForFunction(() =>
    document.querySelector('#announcer')?.textContent?.startsWith('Reads as 1'),
  );
  await page.keyboard.press('c');
  await waitForText(page, '');
});

test('the pen of the keyboard stays on a pad that gets narrow', async () => {
  const pad = page.getByTestId('pad');
  await page.getByTestId('wide').click();
  await pad.focus();
  for (let i = 0; i < 8; ++i) await page.keyboard.press('Shift+ArrowRight');
  await page.getByTestId('wide').click();
  await page.keyboard.press('Tab');
  await pad.focus();
  const [nib, { x, width }] = [(await page.locator('#nib').boundingBox())!, (await pad.boundingBox())!];
  expect(nib.x + nib.width / 2).toBeLessThanOrEqual(x + width + 1);
});

/** As the browser tells of a key with this letter on it; `modifiers` 2 is Ctrl, 8 Shift. */
async function press(key: string, code: string, modifiers: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, modifiers });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers });
  await session.detach();
}

test.for([
  ['Russian', 'я', 'н', 'с'],
  ['Greek', 'ζ', 'υ', 'ψ'],
  ['Hebrew', 'ז', 'ט', 'ב'],
])('on a %s keyboard, Ctrl and the keys of Z and Y, and that of C', async ([, z, y, c]) => {
  await drawWithMouse(page, digits[1]);
  await waitForText(page, '1');
  await press(z, 'KeyZ', 2);
  await waitForText(page, '');
  await press(y, 'KeyY', 2);
  await waitForText(page, '1');
  await press(z, 'KeyZ', 2);
  await waitForText(page, '');
  await press(z.toUpperCase(), 'KeyZ', 2 + 8);
  await waitForText(page, '1');
  await page.getByTestId('pad').focus();
  await press(c, 'KeyC', 0);
  await waitForText(page, '');
});

test.for([
  ['AZERTY', 'KeyW', 'KeyZ', 'w'],
  ['QWERTZ', 'KeyY', 'KeyZ', 'y'],
  ['Dvorak', 'Slash', 'KeyZ', ';'],
])('on a keyboard with %s, the key that types Z', async ([, code, other, typed]) => {
  await drawWithMouse(page, digits[1]);
  await waitForText(page, '1');
  await press(typed, other, 2);
  expect(await disabled('clear')).toBe('false');
  await press('z', code, 2);
  await waitForText(page, '');
});

describe('a drawing stays', () => {
  const clearing = ['Escape', 'Delete', 'Backspace', 'Control+z'];

  test.for(tabs.slice(1))('when keys are pressed in %s', async (tab) => {
    await drawWithMouse(page, digits[7]);
    await waitForText(page, '7');
    await page.getByTestId(`tab-${tab}`).click();
    for (const key of clearing) await page.keyboard.press(key);
    await page.getByTestId('tab-draw').click();
    await waitForText(page, '7');
    expect(await disabled('redo')).toBe('true');
    await page.keyboard.press('Escape');
    await waitForText(page, '');
  });

  test('when keys that clear are pressed in mid-stroke', async () => {
    await drawWithMouse(page, digits[4]);
    await waitForText(page, '4');
    await page.keyboard.press('Control+z');
    const [first, ...rest] = (await onPad(page, digits[4])).at(-1)!;
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const [i, { x, y }] of rest.entries()) {
      await page.mouse.move(x, y);
      if (i === 2) for (const key of ['Escape', 'Delete', 'Backspace', 'c']) await page.keyboard.press(key);
    }
    await page.mouse.up();
    await waitForText(page, '4');
  });
});
