import { readFileSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { chromiumOptions } from '../chromium.mjs';

type Site = Awaited<ReturnType<typeof serveFolder>>;

/** The built page on the dullest of hosts: under a deep path, without any special header. */
export let site: Site;
let browser: Browser;
beforeAll(async () => {
  [browser, site] = await Promise.all([
    chromium.launch(chromiumOptions()),
    serveFolder(at('dist/site'), { prefix: '/some/deep/path/', isolated: false }),
  ]);
});
afterAll(async () => {
  await Promise.all([browser.close(), site.close()]);
});

/** How long a page may take to show what is waited for: a busy machine takes its time. */
const PATIENCE_MS = 90_000;

/** Another browser, which keeps what a page stores in `folder`. */
export async function launchWithProfile(folder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, chromiumOptions());
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** A process that has ended stays listed, as a zombie, until its parent asks about it. */
function isRunning(id: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Ends this browser's processes, as a crash of the system would: none of them holds any file after it. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const { id } of processInfo) process.kill(id, 'SIGKILL');
  await closed;
  await expect.poll(() => processInfo.filter(({ id }) => isRunning(id))).toEqual([]);
}

/** Another browser, started with these variables of the environment. */
export const launchWith = (variables: Record<string, string>): Promise<Browser> =>
  chromium.launch({ ...chromiumOptions(), env: { ...process.env, ...variables } });

/** What must stay empty: foreign requests, console warnings and errors (policy violations among them). */
export interface Watched {
  page: Page;
  requests: string[];
  problems: string[];
}

/** What a page that has tried to isolate itself, in vain, has written down. */
export const triedInVain = () => {
  try {
    sessionStorage.setItem('inkling-isolation', 'yes');
  } catch {
    // An empty page has no storage.
  }
};

/** On a host without headers it stays without threads, unless it may have its service worker. */
export async function newPage(
  options: BrowserContextOptions = {},
  serviceWorker = false,
  started = browser,
): Promise<Watched> {
  const context = await started.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  if (!serviceWorker) await context.addInitScript(triedInVain);
  const page = await context.newPage();
  const watched: Watched = { page, requests: [], problems: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('pageerror', (error) => watched.problems.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) watched.problems.push(message.text());
  });
  return watched;
}

export const isReady = (page: Page) =>
  page.waitForFunction(() => document.documentElement.dataset.ready === 'true', null, { timeout: 20_000 });

export async function open(url: string, options?: BrowserContextOptions): Promise<Watched> {
  const watched = await newPage(options);
  await watched.page.goto(url);
  await isReady(watched.page);
  return watched;
}

/** The engines among these requests, without what their names change with. */
export const enginesOf = (requests: string[]) =>
  requests
    .filter((url) => url.endsWith('.wasm'))
    .map((url) =>
      url
        .split('/')
        .at(-1)!
        .replace(/-[0-9a-f]{8}(?=\.)/, ''),
    );

export interface Drawing {
  label: number;
  strokes: number[][];
}

/** Digits drawn by people, and one of each. */
export const drawings = readFileSync(at('tests/fixtures/ink/digits.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Drawing);
export const digits = Array.from({ length: 10 }, (_, label) => {
  const drawing = drawings.find((one) => one.label === label);
  if (!drawing) throw new Error(`no drawing of a ${label}`);
  return drawing;
});

/** The fixtures' digits as a number, all of one height. */
export function numberOf(text: string, gap = 0.35): Drawing {
  let left = 0;
  const strokes = [...text].flatMap((label) => {
    const { strokes } = digits[Number(label)];
    const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
    const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
    const [x, y, height] = [Math.min(...xs), Math.min(...ys), Math.max(...ys) - Math.min(...ys)];
    const from = left;
    left += (Math.max(...xs) - x) / height + gap;
    return strokes.map((stroke) =>
      stroke.map((value, i) => (i % 2 === 0 ? from + (value - x) / height : (value - y) / height)),
    );
  });
  return { label: Number(text), strokes };
}

export interface Place {
  x: number;
  y: number;
}

/** The strokes in the middle of the pad, in pixels of the page. */
export async function onPad(page: Page, { strokes }: Drawing, size = 0.6, pad = 'pad'): Promise<Place[][]> {
  await page.getByTestId(pad).scrollIntoViewIfNeeded();
  const box = (await page.getByTestId(pad).boundingBox())!;
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (size * box.width) / Math.max(right - left, bottom - top);
  const place = (x: number, y: number): Place => ({
    x: box.x + box.width / 2 + scale * (x - (left + right) / 2),
    y: box.y + box.height / 2 + scale * (y - (top + bottom) / 2),
  });
  return strokes.map((stroke) => stroke.flatMap((x, i) => (i % 2 === 0 ? [place(x, stroke[i + 1])] : [])));
}

/** A mouse tells of more than one move a frame. */
const MOVES_AT_ONCE = 8;

export async function drawWithMouse(
  page: Page,
  drawing: Drawing,
  size?: number,
  pad?: string,
): Promise<void> {
  for (const [first, ...rest] of await onPad(page, drawing, size, pad)) {
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (let i = 0; i < rest.length; i += MOVES_AT_ONCE)
      await Promise.all(rest.slice(i, i + MOVES_AT_ONCE).map(({ x, y }) => page.mouse.move(x, y)));
    await page.mouse.up();
  }
}

/** The answer once the drawing has been read and nothing changes any more. */
export async function settled(page: Page): Promise<string> {
  const read = () => page.getByTestId('prediction').getAttribute('data-text');
  await page.waitForTimeout(150);
  let text = await read();
  for (let calm = 0; calm < 3;) {
    await page.waitForTimeout(50);
    const now = await read();
    calm = now === text ? calm + 1 : 0;
    text = now;
  }
  return text ?? '';
}

export const waitForText = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>('[data-testid="prediction"]')?.dataset.text === wanted,
    text,
    { timeout: 10_000 },
  );

/** Has the page write down, from now on, what holds it up for over 50 ms; returns how to ask for it, in ms. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => {
      long.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (window as unknown as { long: number[] }).long);
}
