// `npm run bench:memory`: what the tab takes while `keras-simple` is trained, with 2 threads: the renderer's resident memory before
// Start and at most, and the engine's heap. `--beside FOLDER` has another build's dist/site take turns.
import { readFileSync, readdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { main } from '../../.tools/steps.mjs';
import { chromiumOptions } from '../chromium.mjs';
import { spread } from './race.mjs';
import { keep, table, withRange } from './report.mjs';
import { REST_MS, sites } from './sites.mjs';

const SAMPLE_MS = 50;

const MB = 1e6;

/** In the worker that trains, before all else: tells how large the engine's memory is. */
const withHeap = `{
  const memories = [];
  const { Memory } = WebAssembly;
  const watched = (memory) => (memories.push(memory), memory);
  WebAssembly.Memory = new Proxy(Memory, { construct: (target, args) => watched(new target(...args)) });
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await instantiate(...args);
      for (const each of Object.values((made.instance ?? made).exports)) if (each instanceof Memory) watched(each);
      return made;
    };
  }
  globalThis.heapBytes = () => Math.max(0, ...memories.map(({ buffer }) => buffer.byteLength));
};`;

/** What a process that shows a page has resident, in bytes; 0 once it has ended. */
function resident(pid) {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
    return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The largest of all that show a page on this machine: no other browser should be open. */
const largest = () =>
  Math.max(
    ...readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(resident),
  );

/** What it takes in a browser of its own. */
async function taken(url, seconds) {
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage();
  await page.route('**/trainer_worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${withHeap}\n${await response.text()}` });
  });
  await page.goto(`${url}#tab=train&preset=keras-simple`);
  await page.getByTestId('data-ready').waitFor();
  await page.waitForTimeout(REST_MS);
  const before = largest();
  await page.getByTestId('start').click();
  let most = before;
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await page.waitForTimeout(SAMPLE_MS))
    most = Math.max(most, largest());
  // Its own threads wait for work and answer nobody.
  const trainer = page.workers().find((worker) => worker.url().includes('trainer_worker'));
  const heap = await trainer.evaluate(() => globalThis.heapBytes());
  await browser.close();
  return { before: before / MB, most: most / MB, heap: heap / MB };
}

await main(import.meta.url, async () => {
  const { values, sites: served } = await sites({ rounds: '7', seconds: '20' });
  const builds = served.map((site) => ({ ...site, rounds: [] }));
  for (let round = 0; round < Number(values.rounds); ++round)
    for (const { url, rounds } of builds) rounds.push(await taken(url, Number(values.seconds)));
  await Promise.all(builds.map(({ close }) => close()));
  const shown = (rounds, what) => withRange(spread(rounds.map((each) => each[what])), ' MB');
  table(
    ['build', 'before Start', 'at most in training', "the engine's heap"],
    builds.map(({ name, rounds }) => [
      name,
      ...['before', 'most', 'heap'].map((what) => shown(rounds, what)),
    ]),
  );
  keep('memory', { ...values, rows: builds.map(({ name, rounds }) => ({ name, rounds })) });
});
