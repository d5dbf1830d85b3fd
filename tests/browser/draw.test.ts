import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import {
  digits,
  type Drawing,
  drawings,
  drawWithMouse,
  isReady,
  numberOf,
  onPad,
  open,
  settled,
  site,
  waitForText,
  type Watched,
} from './browser';

/** Models of before refusals were learnt know none. */
const refuses = readFileSync(at('src/presets/inkling.safetensors')).includes('refuse_below');

let watched: Watched;
let page: Page;

beforeEach(async () => {
  watched = await open(site.url);
  page = watched.page;
});
afterEach(async () => {
  const { origin } = new URL(site.url);
  expect(watched.requests.filter((url) => new URL(url).origin !== origin)).toEqual([]);
  expect(watched.problems).toEqual([]);
  await page.context().close();
});

const disabled = (id: string) => page.getByTestId(id).getAttribute('aria-disabled');

describe('with the mouse', () => {
  test('an empty pad has no answer', async () => {
    expect(await settled(page)).toBe('');
    expect(await page.getByTestId('prediction').getAttribute('data-confidence')).toBe('');
    expect(await page.getByTestId('bars').locator('[data-best="true"]').count()).toBe(0);
  });

  test.for(digits.map((drawing) => [drawing.label, drawing] as const))(
    'a %i is read',
    async ([label, drawing]) => {
      await drawWithMouse(page, drawing);
      await waitForText(page, String(label));
      expect(await settled(page)).toBe(String(label));
      expect(Number(await page.getByTestId('prediction').getAttribute('data-confidence'))).toBeGreaterThan(
        0.5,
      );
      const best = page.getByTestId('bars').locator('[data-best="true"]');
      expect(await best.getAttribute('data-label')).toBe(String(label));
      expect(await page.getByTestId('facts').textContent()).toMatch(/ ms$/);
      expect(await page.getByTestId('seen').getAttribute('aria-label')).toContain('28 by 28');
    },
  );

  test('how quickly digits are read is told', async () => {
    const times: number[] = [];
    for (const drawing of drawings) {
      await drawWithMouse(page, drawing);
      await settled(page);
      times.push(parseFloat((await page.getByTestId('facts').textContent())!.match(/[\d.]+ ms$/)![0]));
      await page.getByTestId('clear').click();
    }
    times.sort((a, b) => a - b);
    const quantile = (share: number) => times[Math.ceil(share * times.length) - 1];
    console.log(
      `${times.length} digits read in ${quantile(0.5)} ms at the median, ${quantile(0.95)} ms at the 95th percentile`,
    );
    expect(times[0]).toBeGreaterThan(0);
  });

  test('bars move while the pen is still down', async () => {
    const [[first, ...rest]] = await onPad(page, digits[3]);
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of rest) await page.mouse.move(x, y);
    await page.waitForFunction(() => document.querySelector('[data-testid="bars"] [data-best="true"]'));
    await page.mouse.up();
  });

  test('undo, redo and clear, with buttons and with keys', async () => {
    expect(await disabled('undo')).toBe('true');
    await drawWithMouse(page, digits[7]);
    await waitForText(page, '7');
    const strokes = digits[7].strokes.length;
    for (let i = 0; i < strokes; ++i) await page.getByTestId('undo').click();
    await waitForText(page, '');
    expect(await disabled('undo')).toBe('true');
    for (let i = 0; i < strokes; ++i) await page.getByTestId('redo').click();
    await waitForText(page, '7');
    await page.getByTestId('clear').click();
    await waitForText(page, '');
    expect(await disabled('clear')).toBe('true');
    await page.keyboard.press('Control+z');
    await waitForText(page, '7');
    await page.keyboard.press('Control+Shift+z');
    await waitForText(page, '');
    await page.keyboard.press('Control+z');
    await waitForText(page, '7');
    await page.keyboard.press('Delete');
    await waitForText(page, '');
  });

  test('only the primary button draws', async () => {
    const [[first, second]] = await onPad(page, digits[1]);
    for (const button of ['right', 'middle'] as const) {
      await page.mouse.move(first.x, first.y);
      await page.mouse.down({ button });
      await page.mouse.move(second.x, second.y);
      await page.mouse.up({ button });
    }
    await expect.poll(() => disabled('clear')).toBe('true');
  });

  test('the drawing survives a reload', async () => {
    await drawWithMouse(page, digits[5]);
    await waitForText(page, '5');
    await page.reload();
    await waitForText(page, '5');
    await page.getByTestId('clear').click();
    await page.reload();
    await isReady(page);
    expect(await settled(page)).toBe('');
  });

  test('the drawing survives a change of the window', async () => {
    await drawWithMouse(page, digits[4]);
    await waitForText(page, '4');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await settled(page)).toBe('4');
  });

  test('a page that may not read canvases still reads digits', async () => {
    await page.addInitScript(() => {
      const poison = () => {
        throw new Error('read back from a canvas');
      };
      CanvasRenderingContext2D.prototype.getImageData = poison;
      HTMLCanvasElement.prototype.toDataURL = poison;
      HTMLCanvasElement.prototype.toBlob = poison;
    });
    await page.reload();
    await drawWithMouse(page, digits[2]);
    await waitForText(page, '2');
  });
});

describe('a number', () => {
  const characters = () => page.getByTestId('prediction').getByRole('button');
  const best = () => page.getByTestId('bars').locator('[data-best="true"]').getAttribute('data-label');
  const padShape = async () => {
    const { width, height } = (await page.getByTestId('pad').boundingBox())!;
    return Math.round((10 * width) / height) / 10;
  };

  test('is read as a whole, and each of its characters can be looked at', async () => {
    await drawWithMouse(page, digits[2]);
    await waitForText(page, '2');
    expect(await characters().count()).toBe(0);
    expect(await page.locator('#outline').isVisible()).toBe(false);
    await page.getByTestId('clear').click();

    await drawWithMouse(page, numberOf('2026'), 0.9);
    await waitForText(page, '2026');
    expect(await characters().allTextContents()).toEqual(['2', '0', '2', '6']);
    expect(await characters().first().getAttribute('aria-pressed')).toBe('true');
    expect(await best()).toBe('2');
    const left = (await page.locator('#outline').boundingBox())!.x;
    await characters().nth(1).click();
    await expect.poll(() => best()).toBe('0');
    await characters().nth(3).focus();
    await page.keyboard.press('Space');
    await expect.poll(best).toBe('6');
    expect(
      await characters()
        .nth(3)
        .evaluate((button) => button === document.activeElement),
    ).toBe(true);
    expect((await page.locator('#outline').boundingBox())!.x).toBeGreaterThan(left);
    await page.waitForFunction(() =>
      document.querySelector('#announcer')?.textContent?.startsWith('Reads as 2026'),
    );
  });

  test('one of its characters is corrected, and kept by itself', async () => {
    await drawWithMouse(page, numberOf('2026'), 0.9);
    await waitForText(page, '2026');
    await characters().nth(3).click();
    const teach = async (label: string) => {
      await page.getByTestId('teach-drawing').locator('summary').click();
      await page.getByTestId('teach-drawing').getByRole('button', { name: label, exact: true }).click();
    };
    await teach('8');
    await waitForText(page, '2028');
    expect(await page.locator('#verdict').textContent()).toBe('You said 8');
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await waitForText(page, '2026');
    await teach('8');
    await teach('5');
    await waitForText(page, '2025');
    await page.getByTestId('tab-drawings').click();
    await page.getByText('1 drawing: 1× 5').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('drawings-export').click(),
    ]);
    const { strokes } = JSON.parse(readFileSync(await saved.path(), 'utf8')) as Drawing;
    expect(strokes.length).toBe(digits[6].strokes.length);
  });

  test('has room on the wide pad, which is kept for the next visit', async () => {
    expect(await padShape()).toBe(1);
    await page.getByTestId('wide').click();
    await expect.poll(() => padShape()).toBe(2);
    await page.reload();
    await isReady(page);
    expect(await padShape()).toBe(2);
    await drawWithMouse(page, numberOf('3141'), 0.8);
    await waitForText(page, '3141');
    await page.getByTestId('wide').click();
    await expect.poll(() => padShape()).toBe(2);
    await waitForText(page, '3141');
    await page.getByTestId('clear').click();
    await expect.poll(padShape).toBe(1);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => page.getByTestId('wide').isVisible()).toBe(false);
  });
});

describe('what is no digit', () => {
  const cross = {
    label: 0,
    strokes: [
      [0, 0, 50, 50, 100, 100],
      [100, 0, 50, 50, 0, 100],
    ],
  };
  const rejected = () => page.locator('#answer').getAttribute('data-state');

  test.skipIf(!refuses)('is refused, with what it is closest to', async () => {
    await drawWithMouse(page, cross);
    await expect.poll(rejected).toBe('rejected');
    expect(await settled(page)).toBe('');
    expect(await page.locator('#verdict').textContent()).toBe('Not a digit');
    expect(await page.locator('#detail').textContent()).toMatch(/^Closest: \d \(/);
    expect(await page.getByTestId('bars').getAttribute('data-muted')).toBe('true');
  });
});
