import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { killBrowser, launchWithProfile, site, triedInVain } from './browser';
import {
  batchesIn,
  KILLS,
  LONG_MS,
  nativeHash,
  openTrain,
  reaches,
  someMnist,
  start,
  temporaryFolder,
  weightsHash,
} from './train';

/** The runs of the two tabs, in the order in which they begin. */
const SEEDS = [5, 6];
/** What happens to storage before a kill. */
const ROUNDS = ['as it is', 'full, and then with room again', 'full'] as const;
/** More than a tab trains in one life. */
const EPOCHS = 50;

type How = (typeof ROUNDS)[number];
/** How much more there is room for before storage is full, in bytes: some checkpoints. */
const ROOM = 800_000;

interface Opened {
  context: BrowserContext;
  tabs: Page[];
  /** By seed: when the tab showed how many batches, and whether nothing was kept any more. */
  seen: Map<string, { at: number; batches: number; full: boolean }[]>;
  /** Sets how much storage may hold: all that there is room for where that is not said. */
  limit: (quotaSize?: number) => Promise<unknown>;
}

/** A browser with two tabs, of which `begin` has each train. */
async function withTabs(
  folder: string,
  how: How,
  begin: (tab: Page, seed: number) => Promise<void>,
): Promise<Opened> {
  const context = await launchWithProfile(folder);
  const seen: Opened['seen'] = new Map(SEEDS.map((seed) => [String(seed), []]));
  await context.addInitScript(triedInVain);
  await context.exposeFunction('tell', (at: number, seed: string, words: string, full: boolean) => {
    const batches = batchesIn(words);
    if (batches) seen.get(seed)?.push({ at, batches, full });
  });
  await context.addInitScript(() => {
    const { tell } = window as unknown as { tell: (...seen: [number, string, string, boolean]) => void };
    const part = (name: string) => document.querySelector(`[data-testid="${name}"]`);
    const look = () => {
      const seed = part('seed') as HTMLInputElement | null;
      const words = `epoch ${part('epoch')?.textContent}, batch ${part('batch')?.textContent}`;
      if (seed) tell(Date.now(), seed.value, words, part('storage-trouble') !== null);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  });
  const tabs = [await context.newPage(), await context.newPage()];
  const session = await context.newCDPSession(tabs[0]);
  const { origin } = new URL(site.url);
  const limit = (quotaSize?: number) => session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  // The browser asks only now and then how much room there is left; until then it takes that for granted.
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  if (how !== 'as it is') await limit(usage + ROOM);
  for (const [i, seed] of SEEDS.entries()) await begin(tabs[i], seed);
  for (const of of seen.values()) await expect.poll(() => of.length, { timeout: LONG_MS }).toBeGreaterThan(0);
  return { context, tabs, seen, limit };
}

/** Until storage is as it is to be. */
async function until(how: How, { tabs, limit }: Opened): Promise<void> {
  if (how === 'as it is') return;
  const trouble = (tab: Page) => tab.getByTestId('storage-trouble');
  await limit(1);
  for (const tab of tabs) await trouble(tab).getByText('no more room').waitFor();
  if (how === 'full') return;
  await limit();
  for (const tab of tabs) await trouble(tab).waitFor({ state: 'detached' });
}

test(
  'a browser that is killed while two tabs train leaves both all but their last moments, with room for them or without',
  { timeout: (6 + KILLS) * LONG_MS },
  async () => {
    const rounds = ROUNDS.length + KILLS;
    const { folder: data, files } = someMnist(2000);
    const profile = temporaryFolder();
    const natively = ['--preset', 'quick-cnn', '--data', data];
    const epochs = String(rounds * EPOCHS);
    const address = `${site.url}?variant=simd`;
    let how: How = ROUNDS[0];
    let opened = await withTabs(profile, how, async (tab, seed) => {
      await openTrain(tab, address, `preset=quick-cnn&epochs=${epochs}&seed=${seed}&dataset=files`);
      if (seed === SEEDS[0]) await tab.getByTestId('data-files').setInputFiles(files);
      await start(tab);
    });
    let most_ms = 0;
    for (let round = 1; round <= rounds; round++) {
      await until(how, opened);
      await opened.tabs[0].waitForTimeout(200 + 2300 * Math.random());
      await killBrowser(opened.context);
      const { seen } = opened;
      const before = how;
      const shown = SEEDS.map((of) => seen.get(String(of))!.at(-1)!.batches).join(' and ');
      how = ROUNDS[round % ROUNDS.length];
      opened = await withTabs(profile, how, async (tab, seed) => {
        await openTrain(tab, address, '');
        // The newest comes first, and what the other tab is at is none of this one's.
        const runs = tab.getByTestId('unfinished');
        await expect
          .poll(() => runs.count(), {
            timeout: LONG_MS,
            message: `after storage ${before}, batches ${shown}`,
          })
          .toBe(seed === SEEDS[0] ? 2 : 1);
        const kept = batchesIn(await runs.last().innerText());
        const of = seen.get(String(seed))!;
        const last = of.at(-1)!;
        const next = of.find(({ batches }) => batches > kept) ?? last;
        const end = (before === 'full' && of.find(({ full }) => full)) || last;
        const lost_ms = Math.max(end.at - next.at, 0);
        most_ms = Math.max(most_ms, lost_ms);
        console.log(`storage ${before}: died after batch ${last.batches}, kept ${kept}: ${lost_ms} ms lost`);
        // The machine may be busy.
        expect(lost_ms).toBeLessThan(10_000);
        await runs.last().getByTestId('resume-run').click();
        await reaches(tab, 'training');
        expect(await tab.getByTestId('seed').inputValue()).toBe(String(seed));
      });
    }
    console.log(`${rounds} kills, ${2 * rounds} runs resumed; at most ${most_ms} ms were lost`);
    for (const [i, seed] of SEEDS.entries()) {
      await reaches(opened.tabs[i], 'done', (3 + KILLS) * LONG_MS);
      expect(await weightsHash(opened.tabs[i])).toBe(
        nativeHash(...natively, '--epochs', epochs, '--seed', String(seed)),
      );
    }
    await opened.context.close();
  },
);
