import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { photographed } from '../photograph.mjs';
import {
  digits,
  drawWithMouse,
  isReady,
  numberOf,
  open,
  settled,
  site,
  waitForText,
  type Watched,
} from './browser';

const png = (strokes: number[][], how: Parameters<typeof photographed>[1]) => {
  const { width, height, pixels } = photographed(strokes, how);
  return Buffer.from(encode({ width, height, channels: 1, depth: 8, data: pixels }));
};
const number = png(numberOf('2026', 0.5).strokes, { side: 900, pen: 24, shade: 0.5, noise: 6 });
const four = png(digits[4].strokes, { paper: 30, ink: 210 });
const noImage = Buffer.from('no image at all');

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

const choose = (buffer: Buffer, name = 'picture.png', mimeType = 'image/png') =>
  page.getByTestId('picture-file').setInputFiles({ name, mimeType, buffer });
const words = () => page.getByTestId('picture-words').textContent();
const marks = () => page.getByTestId('picture-marks').locator('li');
const isShown = () => page.getByTestId('picture').isVisible();

/** Has the page paste or drop a file, as a person would. */
const bring = (kind: 'paste' | 'drop', bytes: Buffer, type = 'image/png') =>
  page.evaluate(
    ([how, data, mime]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(data)], 'picture', { type: mime }));
      const sheet = document.querySelector('#sheet')!;
      const options = { bubbles: true, cancelable: true };
      if (how === 'paste')
        sheet.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
      else
        for (const name of ['dragover', 'drop'])
          sheet.dispatchEvent(new DragEvent(name, { ...options, dataTransfer: transfer }));
    },
    [kind, [...bytes], type] as const,
  );

describe('a picture', () => {
  test('of a number is chosen and read, each character marked where it stands', async () => {
    await choose(number);
    await waitForText(page, '2026');
    expect(await isShown()).toBe(true);
    expect(await words()).toBe('');
    expect((await marks().allTextContents()).map((text) => text[0]).join('')).toBe('2026');
    const places = await marks().evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const sheet = (await page.locator('#sheet').boundingBox())!;
    const frame = (await page.locator('#picture-frame').boundingBox())!;
    expect(frame.width).toBeLessThanOrEqual(sheet.width + 1);
    expect(frame.height).toBeLessThanOrEqual(sheet.height + 1);
    await page.getByTestId('prediction').getByRole('button').nth(3).click();
    await expect
      .poll(() => page.getByTestId('bars').locator('[data-best="true"]').getAttribute('data-label'))
      .toBe('6');
    await expect.poll(() => page.locator('#outline').isVisible()).toBe(false);
    await expect.poll(() => page.getByTestId('teach-drawing').isVisible()).toBe(false);
  });

  test('of white ink on nothing is read', async () => {
    const { width, height, pixels } = photographed(digits[4].strokes, { paper: 30, ink: 210 });
    const data = Uint8Array.from({ length: 4 * pixels.length }, (_, i) =>
      i % 4 < 3 ? 255 : pixels[(i - 3) / 4] > 120 ? 255 : 0,
    );
    await choose(Buffer.from(encode({ width, height, channels: 4, depth: 8, data })));
    await waitForText(page, '4');
  });

  test('is read whatever a JPEG file may hold, such as filling before a marker', async () => {
    const jpeg = await page.evaluate(
      async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
        const file = await canvas.convertToBlob({ type: 'image/jpeg' });
        return [...new Uint8Array(await file.arrayBuffer())];
      },
      [...four],
    );
    await choose(Buffer.from([...jpeg.slice(0, 2), 0xff, 0xff, ...jpeg.slice(2)]), 'a.jpg', 'image/jpeg');
    await waitForText(page, '4');
  });

  test.for(['paste', 'drop'] as const)('that comes by %s is read, light on dark', async (how) => {
    await bring(how, four);
    await waitForText(page, '4');
    expect(await isShown()).toBe(true);
    expect(await page.locator('#sheet').getAttribute('data-over')).not.toBe('true');
  });

  test('makes way for the drawing, which is kept', async () => {
    await drawWithMouse(page, digits[7]);
    await waitForText(page, '7');
    await choose(four);
    await waitForText(page, '4');
    await page.getByTestId('picture-close').focus();
    await page.keyboard.press('Enter');
    await waitForText(page, '7');
    expect(await isShown()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pad');
    await choose(four);
    await waitForText(page, '4');
    await page.getByTestId('undo').click();
    await expect.poll(isShown).toBe(false);
  });

  test('is left by Escape wherever the focus is, and the drawing stays', async () => {
    await drawWithMouse(page, digits[7]);
    await waitForText(page, '7');
    for (const focus of ['picture-close', 'tab-draw']) {
      await choose(four);
      await waitForText(page, '4');
      await page.getByTestId(focus).focus();
      await page.keyboard.press('Escape');
      await waitForText(page, '7');
      expect(await isShown()).toBe(false);
    }
  });

  test('without ink, and what is no picture, are told in words', async () => {
    await choose(png([], {}));
    await expect.poll(words).toBe('No ink was found in this picture.');
    expect(await settled(page)).toBe('');
    await choose(noImage);
    await expect.poll(words).toBe('This is not an image that the browser can open.');
    await choose(Buffer.alloc(0));
    await expect.poll(words).toBe('This file is empty.');
    const data = new Uint8Array(9000 * 6000);
    await choose(Buffer.from(encode({ width: 9000, height: 6000, channels: 1, depth: 8, data })));
    await expect.poll(words, { timeout: 20_000 }).toContain('This picture has 9000 × 6000 pixels');
    await bring('drop', noImage, 'text/plain');
    await expect.poll(words).toBe('This is not an image that the browser can open.');
    await choose(four);
    await waitForText(page, '4');
    expect(await words()).toBe('');
  });

  test.for([
    ['falsifies', 'const read = getImageData.apply(this, where); read.data.fill(77); return read;'],
    ['withholds', "throw new DOMException('The operation is insecure.', 'SecurityError');"],
  ])('that the browser %s is told in words, and drawing still works', async ([, reading]) => {
    await page.route(/\/recognizer_worker-[^/]+\.js$/, async (route) => {
      const response = await route.fetch();
      const guarded = `{
        const { getImageData } = OffscreenCanvasRenderingContext2D.prototype;
        OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...where) { ${reading} };
      }`;
      await route.fulfill({ response, body: `${guarded}\n${await response.text()}` });
    });
    await page.reload();
    await isReady(page);
    await choose(four);
    await expect.poll(words).toContain('keeps pages from reading pictures');
    await page.getByTestId('picture-close').click();
    await drawWithMouse(page, digits[7]);
    await waitForText(page, '7');
  });

  test('fits a phone, where it can be photographed', async () => {
    await page.context().close();
    watched = await open(site.url, {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    });
    page = watched.page;
    expect(await page.getByTestId('picture-take').isVisible()).toBe(true);
    await page
      .getByTestId('picture-camera')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: number });
    await waitForText(page, '2026');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
