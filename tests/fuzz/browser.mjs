// What files of at most 5 MB cost the page, in a browser: npm run fuzz:page -- [COUNT] [SEED] opens hostile ones and
// COUNT that are made of the seeds, of all kinds that a person can bring, and prints the worst.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { build } from '../../.tools/build.mjs';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { Failure, main } from '../../.tools/steps.mjs';
import { chromiumOptions } from '../chromium.mjs';
import { kinds } from './page_files.mjs';
import { randomFrom } from './mutate.mjs';
import { watch } from './watched.mjs';

/** What a file may take. */
const MEBIBYTES = 256;
const SECONDS = 3;
/** A busy machine makes all slow: what takes too much is opened again, each time in a new page. */
const TRIES = 3;
/** So many a page opens one after the other. */
const A_PAGE = 50;
const SHOWN = 8;
const TOLD = 500;

/** A figure of /proc/PID/status, in MiB. */
const memory = (pid, figure) =>
  Number(new RegExp(`${figure}:\\s*(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** How long the process has computed, in seconds. */
const computed = (pid) => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
};

/** The largest process that shows pages. */
async function rendererOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  await session.detach();
  return pids.sort((a, b) => memory(b, 'VmRSS') - memory(a, 'VmRSS'))[0];
}

/** A page that has read and could train. */
class Opened {
  static async in(browser, address) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const opened = new Opened();
    Object.assign(opened, { context, page, died: '' });
    page.on('crash', () => (opened.died = 'the tab crashed'));
    await page.addInitScript("sessionStorage.setItem('inkling-isolation', 'yes')");
    await page.addInitScript(watch);
    await page.goto(`${address}#tab=train&dataset=files`);
    await page.getByTestId('data-files').waitFor({ state: 'attached' });
    for (const tab of ['models', 'drawings']) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.locator(`#${tab} h2`).first().waitFor();
    }
    await opened.read();
    opened.pid = await rendererOf(browser);
    opened.before = memory(opened.pid, 'VmRSS');
    return opened;
  }

  /** Draws a one with the model that ships, which is read. */
  async read() {
    const { page } = this;
    await page.getByTestId('tab-models').click();
    const shipped = page.getByTestId('shipped-digits');
    await shipped.waitFor();
    if (await shipped.isEnabled()) await shipped.click();
    await page.getByTestId('tab-draw').click();
    const close = page.getByTestId('picture-close');
    if (await close.isVisible()) await close.click();
    const clear = page.getByTestId('clear');
    if (await clear.isEnabled()) await clear.click();
    const { x, y, width, height } = await page.getByTestId('pad').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 4);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
    await page.mouse.move(x + width / 2, y + (3 * height) / 4, { steps: 5 });
    await page.mouse.up();
    await page.locator('[data-testid="prediction"][data-text="1"]').waitFor({ timeout: 20_000 });
  }

  /** What it costs to open these files. */
  async bring({ tab, input, files }) {
    const { page, pid } = this;
    await page.getByTestId(`tab-${tab}`).click();
    const sent = files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]);
    await page.evaluate((all) => globalThis.watched.prepare(all), sent);
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    const before = computed(pid);
    const late = new Promise((resolve) =>
      setTimeout(resolve, 60_000, { seconds: 60, trouble: 'not read after a minute' }),
    );
    const { seconds: waited, trouble } = await Promise.race([
      page.evaluate((testid) => globalThis.watched.open(testid), input),
      late,
    ]);
    // Of what takes longer than it computes, the machine was busy with something else.
    const seconds = Math.min(waited, computed(pid) - before);
    const mebibytes = Math.round(memory(pid, 'VmHWM') - this.before);
    if (input === 'drawings-import') await page.evaluate(() => globalThis.watched.clear());
    return { seconds, mebibytes, trouble };
  }
}

const isTooMuch = ({ seconds, mebibytes, ended }) => ended || seconds > SECONDS || mebibytes > MEBIBYTES;

async function cost(opened, file) {
  try {
    const found = await opened.bring(file);
    const ended = opened.died || found.trouble;
    return { ...found, ended };
  } catch (error) {
    return { seconds: 0, mebibytes: 0, ended: opened.died || String(error).split('\n')[0] };
  }
}

function print(title, results, by) {
  console.log(`\n${title}`);
  for (const { name, seconds, mebibytes, ended } of [...results]
    .sort((a, b) => by(b) - by(a))
    .slice(0, SHOWN))
    console.log(
      `${seconds.toFixed(2).padStart(7)} s ${String(mebibytes).padStart(6)} MiB  ${name}${ended ? `  ${ended}` : ''}`,
    );
}

await main(import.meta.url, async () => {
  const [count = 300, seed = 1] = process.argv.slice(2).map(Number);
  await build(['wasm', 'library', 'site'], await setUp(['wasm', 'browser']));
  const site = await serveFolder(at('dist/site'), { isolated: false });
  const browser = await chromium.launch(chromiumOptions());
  const results = [];
  let opened;
  for (const file of kinds(count, randomFrom(seed))) {
    if (!opened) opened = await Opened.in(browser, site.url);
    let found = await cost(opened, file);
    for (let tries = 1; tries < TRIES && isTooMuch(found); tries++) {
      await opened.context.close();
      opened = await Opened.in(browser, site.url);
      const again = await cost(opened, file);
      if (again.ended || !found.ended) found = again;
    }
    results.push({ name: file.name, kind: file.kind, ...found });
    if (isTooMuch(found)) {
      console.log(
        `too much: ${file.name}: ${found.seconds.toFixed(2)} s, ${found.mebibytes} MiB ${found.ended}`,
      );
    }
    if (results.length % TOLD === 0) console.log(`${results.length} files opened`);
    if (isTooMuch(found) || results.length % A_PAGE === 0) {
      if (!found.ended) await opened.read();
      await opened.context.close();
      opened = null;
    }
  }
  if (opened) await opened.read();
  await browser.close();
  await site.close();
  const counts = [...new Set(results.map(({ kind }) => kind))].map(
    (kind) => `${results.filter((one) => one.kind === kind).length} ${kind}`,
  );
  print(`The slowest of ${results.length} files (${counts.join(', ')})`, results, ({ seconds }) => seconds);
  print('The largest', results, ({ mebibytes }) => mebibytes);
  const wrong = results.filter(isTooMuch);
  if (wrong.length)
    throw new Failure(`Over ${SECONDS} s or ${MEBIBYTES} MiB, or ended: ${wrong.length} files`);
  console.log('\nNone took more than is promised, and every page read on.');
});
