import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { newPage, site } from './browser';
import {
  batchesIn,
  KILLS,
  LONG_MS,
  nativeHash,
  openTrain,
  reaches,
  someMnist,
  start,
  weightsHash,
} from './train';

const unfinished = (page: Page) => page.getByTestId('unfinished');
const elsewhere = (page: Page) => page.getByTestId('elsewhere');

const shows = (page: Page, least: number) =>
  page.waitForFunction(
    (wanted) => Number(document.querySelector<HTMLElement>('[data-testid="batch"]')?.dataset.value) >= wanted,
    least,
  );

async function anotherPage(context: BrowserContext, settings = ''): Promise<Page> {
  const page = await context.newPage();
  await openTrain(page, `${site.url}?variant=simd`, settings);
  return page;
}

/** Ends the page's process, as a crash or the system would. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

/** How long a tab may train before it is killed: early, late, and INKLING_KILLS times at random. */
const lives_ms = [1000, 6000, ...Array.from({ length: KILLS }, () => Math.round(200 + 5800 * Math.random()))];

test(
  'a tab that dies leaves all but its last moments, and the run ends in the same weights',
  { timeout: (2 + KILLS) * LONG_MS },
  async () => {
    const { folder, files } = someMnist(2000);
    // Longer than all lives together, on a fast machine too.
    const epochs = String(150 + 60 * KILLS);
    const { page } = await newPage();
    const context = page.context();
    let seen: { at: number; batches: number }[] = [];
    await context.exposeFunction('tell', (at: number, words: string) => {
      const batches = batchesIn(words);
      if (batches) seen.push({ at, batches });
    });
    await context.addInitScript(() => {
      const { tell } = window as unknown as { tell: (at: number, words: string) => void };
      const textOf = (name: string) => document.querySelector(`[data-testid="${name}"]`)?.textContent ?? '';
      const look = () => tell(Date.now(), `epoch ${textOf('epoch')}, batch ${textOf('batch')}`);
      new MutationObserver(look).observe(document, { subtree: true, childList: true });
    });
    const settings = `preset=quick-cnn&epochs=${epochs}&seed=5`;
    await openTrain(page, `${site.url}?variant=simd`, `${settings}&dataset=files`);
    await page.getByTestId('data-files').setInputFiles(files);
    await start(page);
    let tab = page;
    for (const life_ms of lives_ms) {
      await expect.poll(() => seen.length, { timeout: LONG_MS }).toBeGreaterThan(0);
      await tab.waitForTimeout(life_ms);
      await kill(tab);

      tab = await anotherPage(context);
      await unfinished(tab).waitFor();
      const kept = batchesIn(await unfinished(tab).innerText());
      const last = seen.at(-1)!;
      const lost_ms = last.at - (seen.find(({ batches }) => batches > kept)?.at ?? last.at);
      console.log(`died after batch ${last.batches}, kept ${kept}: ${lost_ms} ms of training lost`);
      expect(kept).toBeGreaterThan(0);
      seen = [];
      await tab.getByTestId('resume-run').click();
    }
    await reaches(tab, 'done', (1 + KILLS) * LONG_MS);
    expect(await weightsHash(tab)).toBe(
      nativeHash('--preset', 'quick-cnn', '--epochs', epochs, '--seed', '5', '--data', folder),
    );
    await context.close();
  },
);

describe('two tabs', () => {
  test('a run of one is told to the other, which can neither take nor discard it', async () => {
    const { page } = await newPage();
    const context = page.context();
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=500&seed=1');
    await start(page);
    const second = await anotherPage(context, 'preset=quick-cnn&epochs=500&seed=2');
    await elsewhere(second).getByText('Running in another tab').waitFor();
    expect(await unfinished(second).count()).toBe(0);
    // A paused run stays its tab's too, whatever the other trains.
    await page.getByTestId('pause').click();
    await reaches(page, 'paused');
    await start(second);
    await shows(second, 5);
    await second.getByTestId('stop').click();
    await reaches(second, 'idle');
    await page.getByTestId('pause').click();
    await reaches(page, 'training');
    // Once its tab is gone the run is there for the other.
    await kill(page);
    await unfinished(second).waitFor();
    expect(await elsewhere(second).count()).toBe(0);
    await second.getByTestId('resume-run').click();
    await reaches(second, 'training');
    await context.close();
  });

  test.for(['with locks', 'without'])(
    'killed and loaded again and again lose nothing, %s',
    { timeout: (2 + KILLS) * LONG_MS },
    async (how) => {
      const { page } = await newPage();
      const context = page.context();
      if (how === 'without') await withoutLocks(context);
      await page.close();
      let pages = [
        await anotherPage(context, 'preset=quick-cnn&epochs=900&seed=1'),
        await anotherPage(context, 'preset=quick-cnn&epochs=900&seed=2'),
      ];
      for (const each of pages) {
        await start(each);
        await shows(each, 3);
      }
      const runs = (each: Page) =>
        each.evaluate(async () => {
          const opened = indexedDB.open('inkling');
          await new Promise((resolve) => (opened.onsuccess = resolve));
          const asked = opened.result.transaction('unfinished').objectStore('unfinished').getAll();
          await new Promise((resolve) => (asked.onsuccess = resolve));
          opened.result.close();
          type Run = {
            about: {
              latest: { epoch: number; batch: number } | null;
              experiment: { plan: { seed: number } };
            };
          };
          return Object.fromEntries(
            (asked.result as Run[]).map(({ about: { latest, experiment } }) => [
              experiment.plan.seed,
              latest ? 1000 * latest.epoch + latest.batch : 0,
            ]),
          );
        });
      let before: Record<string, number> = {};
      for (let round = 0; round < 2 + KILLS; round++) {
        const victim = round % 2;
        const other = pages[1 - victim];
        await kill(pages[victim]);
        const fresh = await anotherPage(context);
        await unfinished(fresh).first().waitFor();
        // Without locks a tab that is starved for long is taken for gone; it writes its run down again.
        const cut = await unfinished(fresh).count();
        if (how === 'with locks') expect(cut).toBe(1);
        await fresh
          .getByTestId('resume-run')
          .nth(cut === 2 && victim === 0 ? 1 : 0)
          .click();
        await reaches(fresh, 'training');
        await shows(fresh, 1);
        const now = await runs(fresh);
        expect(Object.keys(now)).toEqual(['1', '2']);
        for (const [seed, batch] of Object.entries(before)) expect(now[seed]).toBeGreaterThanOrEqual(batch);
        before = now;
        pages = victim ? [other, fresh] : [fresh, other];
      }
      await context.close();
    },
  );
});

/** As on a page that came without encryption. */
const withoutLocks = (context: BrowserContext) =>
  context.route('**/trainer_worker-*.js', async (route) => {
    const program = await (await route.fetch()).text();
    const script = "Object.defineProperty(navigator, 'locks', { value: undefined });\n";
    await route.fulfill({ contentType: 'text/javascript', body: script + program });
  });

test('several unfinished runs are kept side by side', async () => {
  const { page } = await newPage();
  for (const seed of [1, 2, 3]) {
    await openTrain(page, site.url, `preset=quick-cnn&epochs=500&dataset=files&seed=${seed}`);
    if (seed === 1) await page.getByTestId('data-files').setInputFiles(someMnist(600).files);
    await start(page);
    await shows(page, 3);
    await page.goto('about:blank');
  }
  await openTrain(page, site.url, '');
  await expect.poll(() => unfinished(page).count()).toBe(3);
  await unfinished(page).nth(1).getByTestId('discard-run').click();
  await expect.poll(() => unfinished(page).count()).toBe(2);
  await unfinished(page).nth(1).getByTestId('resume-run').click();
  await reaches(page, 'training');
  expect(await page.getByTestId('seed').inputValue()).toBe('1');
  expect(await unfinished(page).count()).toBe(1);
  await page.context().close();
});

test('a run that the page kept as its first version did is there to go on with', async () => {
  const { page } = await newPage();
  const context = page.context();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=500&dataset=files&seed=8');
  await page.getByTestId('data-files').setInputFiles(someMnist(600).files);
  await start(page);
  await shows(page, 3);
  await page.getByTestId('pause').click();
  await reaches(page, 'paused');
  await page.goto(`${site.url}icon.svg`);
  await page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const now = await done(indexedDB.open('inkling'));
    type Kept = Record<string, unknown>;
    const all = (store: string) =>
      done(now.transaction(store).objectStore(store).getAll() as IDBRequest<Kept[]>);
    const [[{ about }], [{ checkpoint }], data] = await Promise.all(
      ['unfinished', 'checkpoints', 'data'].map(all),
    );
    now.close();
    await done(indexedDB.deleteDatabase('inkling'));
    const opening = indexedDB.open('inkling', 1);
    opening.onupgradeneeded = () => {
      for (const store of ['models', 'drawings', 'data', 'ended'])
        opening.result.createObjectStore(store, { keyPath: 'id' });
      opening.result.createObjectStore('runs', { keyPath: 'slot' });
    };
    const first = await done(opening);
    const filling = first.transaction(['runs', 'data'], 'readwrite');
    const runs = filling.objectStore('runs');
    runs.put({ slot: 0, written: 1, about, checkpoint: new Uint8Array(9) });
    runs.put({ slot: 1, written: 2, about, checkpoint });
    for (const each of data) filling.objectStore('data').put(each);
    await new Promise((resolve) => (filling.oncomplete = resolve));
    first.close();
  });
  await openTrain(page, site.url, '');
  await unfinished(page).waitFor();
  expect(await unfinished(page).count()).toBe(1);
  await page.getByTestId('resume-run').click();
  await reaches(page, 'training');
  await shows(page, 4);
  expect(await page.getByTestId('seed').inputValue()).toBe('8');
  await context.close();
});
