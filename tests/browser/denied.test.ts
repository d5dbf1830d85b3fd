import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { serveFolder } from '../../.tools/serve.mjs';
import { digits, drawWithMouse, isReady, newPage, open, site, waitForText } from './browser';
import { LONG_MS, openTrain, reaches, someMnist, start, temporaryFolder } from './train';

const retry = (page: Page) => page.getByTestId('retry');

/** Has a script run in the page and in the training worker before anything else. */
async function everywhere(page: Page, script: string): Promise<void> {
  await page.addInitScript(script);
  await page.context().route('**/trainer_worker-*.js', async (route) => {
    const program = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${script};\n${program}` });
  });
}

test('where no worker may be started, the page says so and its other parts work', async () => {
  const { page, problems } = await newPage();
  await page.addInitScript("Worker = class { constructor() { throw new DOMException('denied') } }");
  await page.goto(site.url);
  await page.locator('#detail', { hasText: 'does not let the page start its program' }).waitFor();
  await retry(page).waitFor();
  await retry(page).click();
  await page.locator('#detail', { hasText: 'does not let the page start its program' }).waitFor();
  await page.getByTestId('tab-train').click();
  await page.locator('#train').getByText('The training program could not be loaded').waitFor();
  await page.locator('#train').getByRole('button', { name: 'Try again' }).waitFor();
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model-open').waitFor({ state: 'attached' });
  expect(problems).toEqual([]);
  await page.context().close();
});

describe('in a frame that is sandboxed', () => {
  /** With `shared`, the host lets other origins read its files, as some do. */
  async function inFrame(shared: boolean) {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'index.html'),
      `<iframe sandbox="allow-scripts" src="${site.url}" width="1000" height="700"></iframe>`,
    );
    const around = await serveFolder(folder, { isolated: false });
    const { page } = await newPage({}, true);
    if (shared)
      await page.context().route(`${site.url}**`, async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
        await route.fulfill({ response, headers });
      });
    await page.goto(around.url);
    page.once('close', () => void around.close());
    return page;
  }

  test('the page says that it cannot run', async () => {
    const page = await inFrame(false);
    const frame = page.frameLocator('iframe');
    await frame.getByText('The frame around this page keeps its program out.').waitFor();
    expect(await frame.locator('#verdict').innerText()).toContain(site.url);
    await page.context().close();
  });

  test('each part says what it cannot do, and shows the rest', async () => {
    const page = await inFrame(true);
    const frame = page.frameLocator('iframe');
    await frame.locator('#detail', { hasText: 'in a tab of its own' }).waitFor();
    await frame.getByTestId('tab-train').click();
    await frame.getByText('The training program could not be loaded').waitFor();
    await frame.getByTestId('tab-models').click();
    await frame.getByTestId('models-trouble').getByText('does not let the page store').waitFor();
    expect(await frame.getByTestId('shipped-kana').isVisible()).toBe(true);
    await page.context().close();
  });
});

test('where even to ask for service workers throws, the Train tab opens', async () => {
  const { page } = await newPage({}, true);
  await page.addInitScript(
    "Object.defineProperty(navigator, 'serviceWorker', { get() { throw new DOMException('denied') } })",
  );
  await page.goto(site.url);
  await isReady(page);
  await page.getByTestId('tab-train').click();
  await page.getByTestId('data-ready').waitFor();
  await page.context().close();
});

test('storage that never answers holds nothing up, and is told', { timeout: LONG_MS }, async () => {
  const { page, problems } = await newPage();
  await everywhere(
    page,
    `{ const open = indexedDB.open.bind(indexedDB);
       indexedDB.open = (...all) => Object.assign(open(...all), { addEventListener() {} });
       self.caches && (caches.open = () => new Promise(() => {})); }`,
  );
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=1&dataset=files');
  await page.getByTestId('data-files').setInputFiles(someMnist(600).files, { timeout: LONG_MS });
  await page.getByTestId('data-ready').waitFor();
  await start(page);
  await reaches(page, 'done');
  await page.getByTestId('storage-trouble').waitFor();
  await page.getByTestId('tab-models').click();
  await page.getByTestId('models-trouble').getByText('does not respond').waitFor();
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[8]);
  await waitForText(page, '8');
  await page.getByTestId('tab-train').click();
  await page.getByTestId('dataset').selectOption('mnist');
  await page.getByTestId('data-ready').getByText('60,000 images').waitFor({ timeout: 60_000 });
  expect(problems).toEqual([]);
  await page.context().close();
});

describe('another tab with another version of the page', () => {
  test('can bring the database up to date while this one is open, which says so', async () => {
    const { page } = await open(`${site.url}#tab=models`);
    await page.getByTestId('model-open').waitFor({ state: 'attached' });
    const other = await page.context().newPage();
    await other.goto(`${site.url}manifest.webmanifest`);
    const outcome = await other.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.open('inkling', 99);
          request.onsuccess = () => resolve('open');
          request.onblocked = () => resolve('blocked');
        }),
    );
    expect(outcome).toBe('open');
    await page.getByTestId('tab-draw').click();
    await drawWithMouse(page, digits[2]);
    await waitForText(page, '2');
    await page.getByTestId('tab-models').click();
    await page.getByTestId('models-trouble').getByText('has a newer version of this page').waitFor();
    await page.context().close();
  });

  test('that does not let go of the database is named', async () => {
    const { page } = await newPage();
    await page.goto(`${site.url}manifest.webmanifest`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('inkling', 1);
          request.onsuccess = () => {
            Object.assign(window, { held: request.result });
            resolve();
          };
        }),
    );
    const newer = await page.context().newPage();
    await newer.goto(`${site.url}#tab=models`);
    await newer
      .getByTestId('models-trouble')
      .getByText('Another tab has an older version of this page')
      .waitFor();
    await page.context().close();
  });
});

test('a part that went with an older version of the site is told, and a reload keeps the drawing', async () => {
  const { page } = await newPage();
  await page.addInitScript('requestIdleCallback = () => 0');
  await page.goto(site.url);
  await isReady(page);
  await drawWithMouse(page, digits[6]);
  await waitForText(page, '6');
  let isNew = false;
  await page
    .context()
    .route('**/assets/index-*.js', (route) => (isNew ? route.continue() : route.fulfill({ status: 404 })));
  await page.context().route(site.url, async (route) => {
    if (route.request().resourceType() === 'document') {
      isNew = true;
      return route.continue();
    }
    const text = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/html', body: text.replace(/index-[\w-]+\.js/, 'index-new.js') });
  });
  await page.getByTestId('tab-models').click();
  await page.getByText('The page has been updated since it was loaded.').waitFor();
  await page.getByTestId('tab-draw').click();
  await waitForText(page, '6');
  await page.getByTestId('tab-models').click();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByTestId('model-open').waitFor({ state: 'attached' });
  await page.getByTestId('tab-draw').click();
  await waitForText(page, '6');
  await page.context().close();
});

test('where only an engine of another version is left, the page says so and loads that version', async () => {
  const { page } = await newPage();
  await page.context().route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.context().route(site.url, async (route) => {
    if (route.request().resourceType() === 'document') return route.continue();
    const text = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/html', body: text.replace(/index-[\w-]+\.js/, 'index-new.js') });
  });
  await page.goto(site.url);
  await page.locator('#detail', { hasText: 'The page has been updated since it was loaded.' }).waitFor();
  await page.context().unroute('**/*.wasm');
  await page.getByTestId('retry').click();
  await isReady(page);
  await page.context().close();
});

test('every engine, model and worker has a hash of its content in its name', async () => {
  const { page, requests } = await open(`${site.url}#tab=train`);
  await page.getByTestId('data-ready').waitFor();
  const names = requests
    .map((url) => new URL(url).pathname.split('/').at(-1)!)
    .filter((name) => /\.(js|wasm|safetensors)$/.test(name) && name !== 'boot.js');
  expect(names.some((name) => name.endsWith('.wasm'))).toBe(true);
  for (const name of names) expect(name).toMatch(/-[\w-]{8}\.(js|wasm|safetensors)$/);
  await page.context().close();
});

/** Addresses that no page of ours has written. */
const malformed = [
  'layers=[null]&augmentation=null',
  'layers=[{"class_name":"Dense","config":{"units":{"toString":1,"valueOf":2}}}]',
  'layers=[{"class_name":"__proto__","config":{"__proto__":{"units":3}}}]&schedule=__proto__',
  'layers=[{"class_name":"Conv2D","config":{"kernel_size":[[null]],"filters":[1,{"a":2}],"strides":{"type":"div"}}}]',
  `layers=[{"class_name":"Dense","config":{"units":${'['.repeat(9000)}${']'.repeat(9000)}}}]`,
  `layers=[${Array(200).fill('{"class_name":"Flatten","config":{"data_format":3}}').join()}]`,
  'schedule=constructor&optimizer=toString&preset=hasOwnProperty&dataset=__proto__',
  'augmentation={"__proto__":3,"shift":1e300,"nope":-1}',
  'seed=-1&epochs=1e308&batch_size=0.5&learning_rate=-1&validation_split=7&patience=1e99',
  'tab=__proto__&augmentation=[1]&%E0%A4%A&%&layers=%',
];

test('a malformed address leaves a page that works', { timeout: 120_000 }, async () => {
  const { page, problems } = await newPage();
  await page.goto(`${site.url}#tab=train`);
  for (const address of malformed) {
    await page.evaluate((hash) => (location.hash = hash), `tab=train&${address}`);
    await page.reload();
    await page.locator('#train [data-testid="preset"]').waitFor({ timeout: 10_000 });
    expect(await page.getByText('stopped working').count(), address).toBe(0);
    await page.evaluate((hash) => (location.hash = hash), `tab=evaluate&${address}`);
    await page.locator('#evaluate .card h2').first().waitFor({ timeout: 10_000 });
    expect(await page.getByText('stopped working').count(), address).toBe(0);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});

describe('an address that asks for what there is not', () => {
  test.for([
    ['preset=nope', 'preset', 'sprint', false],
    ['dataset=zzz', 'dataset', 'mnist', true],
    ['layers=[1,2]', 'preset', 'sprint', true],
    ['layers=[{"class_name":', 'preset', 'sprint', false],
    ['augmentation=[3]&epochs=many', 'preset', 'sprint', true],
    ['optimizer=Magic', 'preset', 'sprint', false],
  ] as const)('%s is told so, and the rest works', async ([asked, field, usual, trains]) => {
    const { page, problems } = await newPage();
    await openTrain(page, site.url, `${asked}&seed=7`);
    await page.getByTestId('refused').waitFor();
    for (const part of asked.split('&'))
      expect(await page.getByTestId('refused').innerText()).toContain(part);
    expect(await page.getByTestId(field).inputValue()).toBe(usual);
    expect(await page.getByTestId('seed').inputValue()).toBe('7');
    if (trains) {
      await page.getByTestId('data-ready').waitFor();
      await start(page);
      await page.getByTestId('stop').click();
    }
    await page.getByTestId('refused').getByRole('button', { name: 'OK' }).click();
    await expect.poll(() => page.getByTestId('refused').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
