import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  digits,
  drawWithMouse,
  enginesOf,
  isReady,
  newPage,
  open,
  settled,
  site,
  waitForText,
  watchLongTasks,
} from './browser';

const retry = (page: Page) => page.getByTestId('retry');
const words = (page: Page) => page.locator('#answer').innerText();

describe('what goes wrong is said in words, and can be tried again', () => {
  const abort = (route: Route) => route.abort();
  const truncated = async (route: Route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ body: body.subarray(0, body.length / 2) });
  };
  const garbage = (route: Route) => route.fulfill({ body: 'this is not what you were looking for' });
  const missing = (route: Route) => route.fulfill({ status: 404, body: 'not found' });

  test.for([
    ['the engine is out of reach', '**/*.wasm', abort],
    ['the engine is cut short', '**/*.wasm', truncated],
    ['the engine is missing', '**/*.wasm', missing],
    ['the model is missing', '**/*.safetensors', missing],
    ['the model is cut short', '**/*.safetensors', truncated],
    ['the model is something else', '**/*.safetensors', garbage],
    ['the worker is missing', '**/recognizer_worker-*.js', missing],
  ] as const)('%s', async ([, pattern, handler]) => {
    const { page } = await newPage();
    await page.context().route(pattern, handler);
    await page.goto(site.url);
    await retry(page).waitFor({ timeout: 10_000 });
    expect(await words(page)).toContain('The reader could not be loaded.');
    expect(await page.evaluate(() => document.documentElement.dataset.ready)).toBeUndefined();
    await drawWithMouse(page, digits[6]);
    expect(await settled(page)).toBe('');
    await page.context().unroute(pattern);
    await retry(page).click();
    await waitForText(page, '6');
    expect(await retry(page).isVisible()).toBe(false);
    await page.context().close();
  });

  test('a browser without WebAssembly', async () => {
    const { page } = await newPage();
    await page.context().route('**/recognizer_worker-*.js', async (route) => {
      const script = await (await route.fetch()).text();
      await route.fulfill({ contentType: 'text/javascript', body: `delete self.WebAssembly;${script}` });
    });
    await page.goto(site.url);
    await retry(page).waitFor({ timeout: 10_000 });
    expect(await words(page)).toContain('WebAssembly');
    await page.context().close();
  });
});

test('the page says so when its own program does not arrive', async () => {
  const { page } = await newPage();
  await page.context().route('**/assets/index-*.js', (route) => route.abort());
  await page.goto(site.url);
  await page.getByText('could not be loaded in full').waitFor({ timeout: 5000 });
  await page.context().close();
});

test.for([
  ['that can read already', '', 'waiting', false],
  [
    'that cannot read',
    "Worker = class { constructor() { throw new DOMException('denied') } };",
    'error',
    true,
  ],
] as const)('a page %s when it is taken over looks like it', async ([, before, state, offersRetry]) => {
  const { page } = await newPage();
  const late =
    '{ const soon = setTimeout; setTimeout = (work, ms, ...given) => soon(work, ms === 100 ? 4000 : ms, ...given); }';
  await page.addInitScript(`${before} requestAnimationFrame = () => 0; ${late}`);
  await page.goto(site.url);
  await page.locator(`#answer[data-state="${state}"]`).waitFor();
  expect(await retry(page).isVisible()).toBe(offersRetry);
  await page.context().close();
});

test('what is drawn while the engine loads is read when it is there', async () => {
  const { page } = await newPage();
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.context().route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.url);
  await drawWithMouse(page, digits[9]);
  expect(await page.evaluate(() => document.documentElement.dataset.ready)).toBeUndefined();
  expect(await words(page)).toContain('Getting ready');
  letGo();
  await waitForText(page, '9');
  await page.context().close();
});

describe('a worker that dies', () => {
  async function crash(page: Page) {
    const worker = page.workers()[0];
    const gone = worker.waitForEvent('close');
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('crash');
      });
    });
    await gone;
  }

  test('is started again, and the drawing is kept', async () => {
    const { page } = await open(site.url);
    await drawWithMouse(page, digits[3]);
    await waitForText(page, '3');
    await crash(page);
    await page.getByTestId('toast').getByText('restarted').waitFor();
    await isReady(page);
    await waitForText(page, '3');
    await page.context().close();
  });

  test('is given up when it dies again at once, and can be tried again', async () => {
    const { page } = await open(site.url);
    await crash(page);
    await isReady(page);
    await crash(page);
    await retry(page).waitFor();
    expect(await words(page)).toContain('The reader stopped working.');
    await retry(page).click();
    await isReady(page);
    await page.context().close();
  });
});

test('an engine that traps is started again, is told of, and reads the same drawing', async () => {
  const { page, problems } = await newPage();
  let begun = false;
  await page.context().route('**/recognizer_worker-*.js', async (route) => {
    if (begun) return route.continue();
    begun = true;
    const program = await (await route.fetch()).text();
    const trap = `const { parse } = JSON;
      let answers = 0;
      JSON.parse = (text, ...rest) => {
        if (String(text).includes('"characters"') && ++answers > 2)
          throw new WebAssembly.RuntimeError('unreachable');
        return parse(text, ...rest);
      };`;
    await route.fulfill({ contentType: 'text/javascript', body: trap + program });
  });
  await page.goto(site.url);
  await isReady(page);
  await drawWithMouse(page, digits[3]);
  await page.getByTestId('toast').getByText('restarted (the engine failed)').waitFor();
  await waitForText(page, '3');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the licences of all that is on the page lie beside it', async () => {
  const text = await (await fetch(`${site.url}licenses.txt`)).text();
  for (const name of [
    'preact',
    '@preact/signals',
    'uplot',
    'comlink',
    'idb',
    'fflate',
    'fast-png',
    'iobuffer',
  ])
    expect(text).toMatch(new RegExp(`^== ${name} \\d`, 'm'));
  for (const words of ['Mozilla Public License 2.0', 'Emscripten authors', 'Rich Felker', 'KMNIST Dataset'])
    expect(text).toContain(words);
});

test('the training program is fetched ahead, once the page can read', async () => {
  const { page, requests } = await newPage();
  await page.addInitScript(() => {
    Object.assign(window, { idle: [] });
    window.requestIdleCallback = (call: IdleRequestCallback) =>
      (window as unknown as { idle: IdleRequestCallback[] }).idle.push(call);
  });
  await page.goto(site.url);
  await isReady(page);
  const trainers = () => requests.filter((url) => url.includes('/trainer_worker-'));
  expect(trainers()).toEqual([]);
  await page.evaluate(() => {
    for (const call of (window as unknown as { idle: IdleRequestCallback[] }).idle)
      call({ didTimeout: false, timeRemaining: () => 50 });
  });
  await expect.poll(trainers).toHaveLength(1);
  await page.context().close();
});

test.for(['C', 'en-US@posix'])(
  'where the browser speaks %s, which is no language, every tab opens',
  async (language) => {
    const { page, problems } = await newPage();
    await page.addInitScript((value) => {
      Object.defineProperty(navigator, 'language', { value, configurable: true });
      Object.defineProperty(navigator, 'languages', { value: [value], configurable: true });
    }, language);
    for (const tab of ['train', 'evaluate']) {
      await page.goto(`${site.url}#tab=${tab}`);
      await page.locator(`#${tab} .card h2`).first().waitFor();
    }
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

test('without SIMD the scalar build reads the same', async () => {
  const { page, problems, requests } = await open(`${site.url}?variant=scalar`);
  expect(enginesOf(requests)).toEqual(['inkling-scalar-reading.wasm']);
  await drawWithMouse(page, digits[0]);
  await waitForText(page, '0');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('drawing never holds up the page', async () => {
  const { page } = await open(site.url);
  const longTasks = await watchLongTasks(page);
  for (const drawing of digits.slice(0, 4)) {
    // What holds it up each time is the page, and now and then the machine.
    let tasks: number[] = [];
    for (let attempt = 1; attempt === 1 || (tasks.length && attempt <= 10); attempt++) {
      const before = (await longTasks()).length;
      await drawWithMouse(page, drawing);
      await page.waitForTimeout(200);
      tasks = (await longTasks()).slice(before);
    }
    expect(tasks).toEqual([]);
  }
  await page.context().close();
});

test('a cold page becomes able to read, and how soon is told', async () => {
  const { page } = await newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.documentElement.dataset.ready !== 'true') return;
      Object.assign(window, { ready_ms: performance.now() });
      observer.disconnect();
    }).observe(document, { attributes: true, subtree: true });
  });
  await page.goto(site.url);
  await isReady(page);
  const ready_ms = await page.evaluate(() => (window as unknown as { ready_ms: number }).ready_ms);
  expect(ready_ms).toBeGreaterThan(0);
  console.log(`able to read ${Math.round(ready_ms)} ms after a cold start`);
  await page.context().close();
});

test('a tab that cannot be fetched says so, and opens when the network is back', async () => {
  const { page } = await newPage();
  await page.addInitScript('requestIdleCallback = () => 0');
  await page.goto(site.url);
  await isReady(page);
  await page.context().setOffline(true);
  await page.getByTestId('tab-models').click();
  await page.getByText('This part of the page could not be loaded.').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByTestId('model-open').waitFor({ state: 'attached' });
  await page.context().close();
});

test('a page that was loaded opens every tab without the network, and says what does not arrive', async () => {
  const { page } = await open(site.url);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  for (const tab of ['models', 'drawings', 'evaluate']) {
    await page.getByTestId(`tab-${tab}`).click();
    await page.locator(`#${tab} .card h2`).first().waitFor();
  }
  await page.getByTestId('evaluate-start').click();
  await page.getByText(/^inkling-\S+ could not be fetched\. Are you online\?$/).waitFor();
  await page.context().setOffline(false);
  // Whichever part of the engine is told of first.
  for (const kind of ['js', 'wasm']) {
    await page.context().route(`**/engine/*.${kind}`, (route) => route.abort());
    await page.getByTestId('evaluate-start').click();
    const words = new RegExp(`^inkling-\\S+\\.${kind} could not be fetched\\. Are you online\\?$`);
    await page.getByText(words).waitFor();
    await page.context().unroute(`**/engine/*.${kind}`);
  }
  await page.getByTestId('evaluate-start').click();
  await page.getByTestId('evaluation').waitFor();
  await page.context().close();
});
