// `npm run bench:opening`: how long a stranger's model of 1.2 million weights takes from its choice on the page to
// "reads 96 of 100 digits", and TensorFlow.js for the same network and as many digits. Needs MNIST at INKLING_DATA.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { main } from '../../.tools/steps.mjs';
import { chromiumOptions } from '../chromium.mjs';
import { installPeers, writeFiles } from './peers/setup.mjs';
import { spread } from './race.mjs';
import { rounded, keep, table } from './report.mjs';

const inkling = (...words) => execFileSync(at('build/native/inkling'), words);

/** A trained `keras-simple` as files of others hold it. */
function makeModel() {
  const folder = writeFiles('opening', {});
  const file = (name) => `${folder}/${name}`;
  const training = ['--preset', 'keras-simple', '--epochs', '1', '--data', 'mnist', '--overwrite'];
  inkling('train', ...training, '--out', file('trained.safetensors'));
  inkling('convert', file('trained.safetensors'), file('model.h5'));
  inkling('convert', file('trained.safetensors'), file('model.json'));
  // By another name our note is nobody's, so that the scaling has to be found out.
  const bytes = readFileSync(file('model.h5')).toString('latin1').replaceAll('inkling\0', 'another\0');
  writeFileSync(file('model.h5'), Buffer.from(bytes, 'latin1'));
  return folder;
}

/** Milliseconds from the choice of the file to what it reads, in a page that was just opened. */
async function openInInkling(browser, url, folder) {
  const page = await browser.newPage();
  await page.goto(`${url}dist/site/#tab=models`);
  await page.getByTestId('model-open').waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    globalThis.read = new Promise((resolve) => {
      globalThis.document.addEventListener('change', () => (globalThis.begin = performance.now()), {
        capture: true,
        once: true,
      });
      new globalThis.MutationObserver(() => {
        const shown = globalThis.document.querySelector('[data-testid=model-reads]')?.textContent;
        if (shown) resolve([performance.now() - globalThis.begin, shown]);
      }).observe(globalThis.document.body, { subtree: true, childList: true, characterData: true });
    });
  });
  await page.getByTestId('model-open').setInputFiles(`${folder}/model.h5`);
  const read = await page.evaluate(() => globalThis.read);
  await page.close();
  return read;
}

/** Milliseconds for the same with TensorFlow.js, which is loaded before. */
async function openInTensorFlow(browser, url, backend) {
  const page = await browser.newPage();
  await page.goto(`${url}tests/bench/page/`);
  await page.addScriptTag({ url: `${url}tests/bench/peers/node_modules/@tensorflow/tfjs/dist/tf.min.js` });
  const ms = await page.evaluate(
    async ([backend, url]) => {
      const { tf } = globalThis;
      if (!(await tf.setBackend(backend))) return NaN;
      await tf.ready();
      const begin = performance.now();
      const model = await tf.loadLayersModel(`${url}build/bench/opening/model.json`);
      const images = tf.randomUniform([100, 28, 28, 1]);
      await model.predict(images).data();
      return performance.now() - begin;
    },
    [backend, url],
  );
  await page.close();
  return ms;
}

await main(import.meta.url, async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  await installPeers();
  const folder = makeModel();
  const server = await serveFolder(at('.'));
  const browser = await chromium.launch(chromiumOptions());
  const rounds = { 'Inkling, .h5': [], 'TensorFlow.js, cpu': [], 'TensorFlow.js, webgl': [] };
  let shown;
  for (let round = 0; round < Number(values.rounds); ++round) {
    const [ms, text] = await openInInkling(browser, server.url, folder);
    shown = text;
    rounds['Inkling, .h5'].push(ms);
    rounds['TensorFlow.js, cpu'].push(await openInTensorFlow(browser, server.url, 'cpu'));
    rounds['TensorFlow.js, webgl'].push(await openInTensorFlow(browser, server.url, 'webgl'));
  }
  await browser.close();
  await server.close();
  console.log(shown);
  table(
    ['opened by', 'median ms', 'all rounds'],
    Object.entries(rounds).map(([name, all]) => [
      name,
      rounded(spread(all).median),
      all.map(rounded).join(', '),
    ]),
  );
  keep('opening', { rounds });
});
