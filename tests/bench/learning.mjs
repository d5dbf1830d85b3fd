// `npm run bench:learning`: how many seconds the Train tab takes until each epoch's end, and how many test images are read right
// then: with 2 threads, MNIST loaded, by the page's own clock. `--beside FOLDER` has another build's dist/site take turns.
import { chromium } from 'playwright-core';
import { main } from '../../.tools/steps.mjs';
import { chromiumOptions } from '../chromium.mjs';
import { keep, rounded, table } from './report.mjs';
import { REST_MS, sites } from './sites.mjs';

const LONG_MS = 600_000;

/** The epochs of a run in a browser of its own. */
async function epochsOf(url, preset, seed) {
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage();
  await page.goto(`${url}#tab=train&preset=${preset}&seed=${seed}`);
  await page.getByTestId('data-ready').waitFor();
  await page.waitForTimeout(REST_MS);
  await page.getByTestId('start').click();
  await page.locator('[data-testid="status"][data-state="done"]').waitFor({ timeout: LONG_MS });
  const ended = () =>
    page.evaluate(async () => {
      const { indexedDB } = globalThis;
      const answer = (request) =>
        new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await answer(indexedDB.open('inkling'));
      const runs = await answer(database.transaction('ended').objectStore('ended').getAll());
      database.close();
      return runs;
    });
  let runs = await ended();
  while (runs.length === 0) runs = await ended();
  await browser.close();
  return runs[0].epochs;
}

await main(import.meta.url, async () => {
  const { values, sites: builds } = await sites({ preset: 'sprint', seeds: '4' });
  const rows = [];
  for (let seed = 1; seed <= Number(values.seeds); ++seed)
    for (const { name, url } of builds)
      rows.push({ name, seed, epochs: await epochsOf(url, values.preset, seed) });
  await Promise.all(builds.map(({ close }) => close()));
  const shown = ({ seconds, val_accuracy }) =>
    `${(100 * val_accuracy).toFixed(2)} % at ${rounded(seconds)} s`;
  table(
    ['build', 'seed', 'test images right, at the end of each epoch'],
    rows.map(({ name, seed, epochs }) => [name, seed, epochs.map(shown).join(', ')]),
  );
  keep('learning', { ...values, rows });
});
