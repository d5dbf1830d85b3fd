// `npm run bench:learning`: how many seconds the Train tab takes until each epoch's end, and how many test images are read right
// then: with 2 threads, MNIST loaded, by the page's own clock. `--beside FOLDER` has another build's dist/site take turns.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { main } from '../../.tools/steps.mjs';
import { chromiumOptions } from '../chromium.mjs';
import { keep, rounded, table } from './report.mjs';

/** Until all that begins with the page is over. */
const REST_MS = 2500;
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
  const { values } = parseArgs({
    options: {
      preset: { type: 'string', default: 'sprint' },
      seeds: { type: 'string', default: '4' },
      beside: { type: 'string' },
    },
  });
  const folders = { this: at('dist/site'), ...(values.beside && { beside: values.beside }) };
  const sites = await Promise.all(
    Object.entries(folders).map(async ([name, folder]) => ({
      name,
      server: await serveFolder(folder, { isolated: true }),
    })),
  );
  const rows = [];
  for (let seed = 1; seed <= Number(values.seeds); ++seed)
    for (const { name, server } of sites)
      rows.push({ name, seed, epochs: await epochsOf(server.url, values.preset, seed) });
  await Promise.all(sites.map(({ server }) => server.close()));
  const shown = ({ seconds, val_accuracy }) =>
    `${(100 * val_accuracy).toFixed(2)} % at ${rounded(seconds)} s`;
  table(
    ['build', 'seed', 'test images right, at the end of each epoch'],
    rows.map(({ name, seed, epochs }) => [name, seed, epochs.map(shown).join(', ')]),
  );
  keep('learning', { ...values, rows });
});
