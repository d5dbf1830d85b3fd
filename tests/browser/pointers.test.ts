import type { CDPSession, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digits, type Drawing, onPad, open, type Place, site, waitForText, type Watched } from './browser';

let watched: Watched;
let page: Page;
let session: CDPSession;

async function start(width: number, height: number, isPhone = true): Promise<void> {
  const phone = isPhone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 3 } : {};
  watched = await open(site.url, { viewport: { width, height }, ...phone });
  page = watched.page;
  session = await page.context().newCDPSession(page);
}
beforeEach(() => start(360, 600));
afterEach(async () => {
  expect(watched.problems).toEqual([]);
  await page.context().close();
});

const disabled = (id: string) => page.getByTestId(id).getAttribute('aria-disabled');
const announced = () => page.locator('#announcer').textContent();
const strokes = () =>
  page.evaluate(() => (JSON.parse(sessionStorage.getItem('inkling-drawing') ?? '[]') as unknown[]).length);

/** A place on the pad, as shares of its sides. */
async function onSheet(x: number, y: number): Promise<Place> {
  const box = (await page.getByTestId('pad').boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** Whether the pad shows ink at this place of the window, once it has been painted. */
const inkAt = (place: Place) =>
  page.evaluate(async ({ x, y }) => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const pad = document.querySelector<HTMLCanvasElement>('#pad')!;
    const { left, top, width } = pad.getBoundingClientRect();
    const scale = pad.width / width;
    const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
    copy.drawImage(pad, -Math.round((x - left) * scale), -Math.round((y - top) * scale));
    const { data } = copy.getImageData(0, 0, 1, 1);
    return data[3] > 0;
  }, place);

async function touch(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', x?: number, y?: number) {
  const touchPoints = x === undefined || y === undefined ? [] : [{ x, y, id: 1 }];
  await session.send('Input.dispatchTouchEvent', { type, touchPoints });
}

async function pen(
  type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
  x: number,
  y: number,
  force: number,
) {
  const state = { button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1 } as const;
  await session.send('Input.dispatchMouseEvent', { type, x, y, force, pointerType: 'pen', ...state });
}

async function drawWithPen(drawing: Drawing) {
  for (const stroke of await onPad(page, drawing)) {
    await pen('mousePressed', stroke[0].x, stroke[0].y, 0.2);
    for (const [i, { x, y }] of stroke.entries())
      await pen('mouseMoved', x, y, 0.2 + (0.8 * i) / stroke.length);
    await pen('mouseReleased', stroke.at(-1)!.x, stroke.at(-1)!.y, 0);
  }
}

test('a finger draws and the page does not scroll', async () => {
  for (const stroke of await onPad(page, digits[7])) {
    await touch('touchStart', stroke[0].x, stroke[0].y);
    for (const { x, y } of stroke.slice(1)) await touch('touchMove', x, y);
    await touch('touchEnd');
  }
  await waitForText(page, '7');
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('a touch that the system takes away leaves nothing', async () => {
  const [[first, ...rest]] = await onPad(page, digits[3]);
  await touch('touchStart', first.x, first.y);
  for (const { x, y } of rest.slice(0, 5)) await touch('touchMove', x, y);
  await touch('touchCancel');
  await waitForText(page, '');
  expect(await disabled('clear')).toBe('true');
});

test('a pen draws', async () => {
  await drawWithPen(digits[5]);
  await waitForText(page, '5');
});

test('a palm that rests on the pad does not draw once the pen is down', async () => {
  const box = (await page.getByTestId('pad').boundingBox())!;
  await touch('touchStart', box.x + 20, box.y + box.height - 20);
  await touch('touchMove', box.x + 40, box.y + box.height - 30);
  await drawWithPen(digits[2]);
  await touch('touchMove', box.x + 60, box.y + box.height - 20);
  await touch('touchEnd');
  await waitForText(page, '2');
});

describe('the ink stays under the pointer', () => {
  /** A stroke of the mouse that goes on, on a page that can be scrolled, and where it began. */
  async function beginStroke(): Promise<Place> {
    await page.context().close();
    await start(1280, 500, false);
    const from = await onSheet(0.4, 0.4);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y);
    expect(await inkAt({ x: from.x + 20, y: from.y })).toBe(true);
    return from;
  }

  test('when the page is scrolled in mid-stroke', async () => {
    const { x, y } = await beginStroke();
    await page.evaluate(() => scrollBy(0, 60));
    expect(await page.evaluate(() => scrollY)).toBe(60);
    await page.mouse.move(x + 60, y);
    await page.mouse.move(x + 120, y);
    expect(await inkAt({ x: x + 110, y })).toBe(true);
    await page.mouse.up();
    expect(await inkAt({ x: x + 20, y: y - 60 })).toBe(true);
  });

  test('when it moves before the page has told of being scrolled', async () => {
    const { x, y } = await beginStroke();
    await page.evaluate(
      ([clientX, clientY]) => {
        scrollBy(0, 60);
        for (const right of [0, 80]) {
          const about = { pointerId: 1, buttons: 1, clientX: clientX + right, clientY, view: window };
          document.querySelector('#pad')!.dispatchEvent(new PointerEvent('pointermove', about));
        }
      },
      [x + 40, y],
    );
    expect(await inkAt({ x: x + 110, y })).toBe(true);
    await page.mouse.up();
  });

  test('when the device is turned in mid-stroke', async () => {
    const from = await onSheet(0.3, 0.3);
    await touch('touchStart', from.x, from.y);
    await touch('touchMove', from.x + 40, from.y);
    expect(await inkAt({ x: from.x + 20, y: from.y })).toBe(true);
    const turned = page.evaluate(
      () => new Promise((heard) => addEventListener('resize', heard, { once: true })),
    );
    await page.setViewportSize({ width: 600, height: 360 });
    await turned;
    const [to, beyond, between] = [await onSheet(0.6, 0.5), await onSheet(0.6, 0.8), await onSheet(0.6, 0.7)];
    await touch('touchMove', to.x, to.y);
    await touch('touchMove', beyond.x, beyond.y);
    expect(await inkAt(between)).toBe(true);
    await touch('touchEnd');
    expect(await strokes()).toBe(1);
  });
});

describe("the pen's other end", () => {
  /** As a browser tells of it; no tool of its can be made to press that button. */
  const eraser = (type: string, { x, y }: Place) =>
    page.evaluate(
      ([kind, clientX, clientY]) => {
        const [button, buttons] = kind === 'pointerdown' ? [5, 32] : [-1, kind === 'pointermove' ? 32 : 0];
        const about = { pointerId: 9, pointerType: 'pen', button, buttons, clientX, clientY, bubbles: true };
        document.querySelector('#pad')!.dispatchEvent(new PointerEvent(kind, about));
      },
      [type, x, y] as const,
    );

  async function drawLine(y: number): Promise<void> {
    const [from, to] = [await onSheet(0.2, y), await onSheet(0.8, y)];
    await pen('mousePressed', from.x, from.y, 0.5);
    await pen('mouseMoved', to.x, to.y, 0.5);
    await pen('mouseReleased', to.x, to.y, 0);
  }

  test('erases the strokes that it touches, which come back by one undo', async () => {
    for (const y of [0.2, 0.5, 0.8]) await drawLine(y);
    expect(await strokes()).toBe(3);
    await eraser('pointerdown', await onSheet(0.5, 0.35));
    const nib = page.locator('#nib');
    expect([await nib.isVisible(), await nib.getAttribute('data-tip')]).toEqual([true, 'eraser']);
    const [ring, pad] = [(await nib.boundingBox())!, (await page.getByTestId('pad').boundingBox())!];
    expect(ring.width).toBeCloseTo(pad.height / 20, 0);
    expect(ring.height).toBeCloseTo(ring.width, 0);
    expect(ring.y + ring.height / 2).toBeCloseTo(pad.y + 0.35 * pad.height, 0);
    expect(await strokes()).toBe(3);
    await eraser('pointermove', await onSheet(0.5, 0.95));
    expect(await strokes()).toBe(1);
    await eraser('pointerup', await onSheet(0.5, 0.95));
    expect(await nib.isVisible()).toBe(false);
    await expect.poll(announced).toBe('2 strokes erased');
    expect(await inkAt(await onSheet(0.5, 0.2))).toBe(true);
    expect(await inkAt(await onSheet(0.5, 0.5))).toBe(false);
    await page.getByTestId('undo').click();
    await expect.poll(() => strokes()).toBe(3);
    expect(await inkAt(await onSheet(0.5, 0.5))).toBe(true);
  });

  test('leaves no ink', async () => {
    await eraser('pointerdown', await onSheet(0.5, 0.3));
    await eraser('pointermove', await onSheet(0.5, 0.7));
    await eraser('pointerup', await onSheet(0.5, 0.7));
    expect(await strokes()).toBe(0);
    expect([await disabled('undo'), await disabled('clear')]).toEqual(['true', 'true']);
  });
});

describe('the hand that holds a pen', () => {
  /** Lines across the pad in quick succession, drawn in one go: when each came is what tells a hand from a finger. */
  async function lines(...types: ('touch' | 'pen')[]): Promise<void> {
    const [{ x, y }, to] = [await onSheet(0.3, 0.5), await onSheet(0.7, 0.6)];
    await page.evaluate(
      ([all, from, end]) => {
        const pad = document.querySelector('#pad')!;
        const send = (kind: string, pointerType: string, place: { x: number; y: number }) => {
          const about = { pointerId: 9, pointerType, button: 0, buttons: kind === 'pointerup' ? 0 : 1 };
          const at = { clientX: place.x, clientY: place.y, bubbles: true };
          pad.dispatchEvent(new PointerEvent(kind, { ...about, ...at }));
        };
        for (const type of all) {
          send('pointerdown', type, from);
          send('pointermove', type, end);
          send('pointerup', type, end);
        }
      },
      [types, { x, y }, to] as const,
    );
  }

  test('leaves no marks from before the pen came; undo brings them back', async () => {
    await lines('touch', 'touch', 'pen');
    expect(await strokes()).toBe(1);
    await page.getByTestId('undo').click();
    await expect.poll(() => strokes()).toBe(0);
    await page.getByTestId('undo').click();
    await expect.poll(() => strokes()).toBe(2);
  });

  test('leaves no marks between the strokes of the pen and after them', async () => {
    await lines('pen', 'touch', 'pen', 'touch');
    expect(await strokes()).toBe(2);
  });
});
