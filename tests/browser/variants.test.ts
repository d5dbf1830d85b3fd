import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { at, variants } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { digits, drawWithMouse, isReady, newPage, open, site, waitForText } from './browser';
import { nativeHash, openTrain, reaches, someMnist, start, temporaryFolder, weightsHash } from './train';
import { library } from '../wasm/engine';
import { distance, fixture, networkFile, networks } from '../wasm/inside';

let isolated: typeof site;
beforeAll(async () => {
  isolated = await serveFolder(at('dist'), { prefix: '/some/deep/path/' });
});
afterAll(() => isolated.close());

/** What trains: variant and threads. */
async function engineOf(page: Page): Promise<[string | null, number]> {
  const line = page.getByTestId('engine');
  await line.waitFor();
  return [await line.getAttribute('data-variant'), Number(await line.getAttribute('data-threads'))];
}

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
const processors = (page: Page) => page.evaluate(() => Math.min(navigator.hardwareConcurrency, 8));

/** How often the page has been loaded. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

describe('the library, under the policy of the page', () => {
  const claims: Record<string, string[]> = {
    'relaxed-threads': ['simd', 'relaxedSimd', 'threads'],
    'simd-threads': ['simd', 'threads'],
    simd: ['simd'],
    scalar: [],
  };
  test.each(variants)('%s reads, trains and leaves no worker behind', async (variant) => {
    const { page, problems } = await open(`${isolated.url}site/`);
    const before = page.workers().length;
    await page.evaluate(`(async () => {
      const { createEngine } = await import('${isolated.url}lib/inkling.js');
      window.engine = await createEngine({ variant: '${variant}', threads: 3 });
    })()`);
    const threads = claims[variant].includes('threads') ? 3 : 1;
    await expect.poll(() => page.workers().length).toBe(before + threads - 1);
    const told = await page.evaluate(`(async (drawings) => {
      const { engine } = window;
      const model = await engine.load();
      let text = '';
      for (const drawing of drawings) text += (await model.recognize(drawing)).text;
      const images = new Uint8Array(160 * 784).map((_, i) => (i * 7919) % 251);
      const data = { images, labels: new Uint8Array(160).map((_, i) => i % 10), rows: 28, columns: 28 };
      const trainer = await engine.trainer({ preset: 'book-cnn', data, seed: 1, epochs: 2, batch_size: 16 });
      let loss = 0;
      trainer.addEventListener('epoch_end', ({ detail }) => (loss = detail.loss));
      await trainer.fit();
      const { features, reproducible, threads } = engine;
      engine.dispose();
      return { features, reproducible, threads, text, loss, alive: engine.liveObjects() };
    })(${JSON.stringify(digits)})`);
    expect(told).toEqual({
      features: claims[variant],
      reproducible: variant !== 'relaxed-threads',
      threads,
      text: '0123456789',
      loss: expect.any(Number) as number,
      alive: 0,
    });
    expect((told as { loss: number }).loss).toBeLessThan(10);
    // Chromium gives a worker that sleeps two seconds to end.
    await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBe(before);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('relaxed-threads, too, finds inside networks what PyTorch finds there', async () => {
    const { page } = await open(`${isolated.url}site/`);
    const maker = await library.createEngine({ variant: 'scalar' });
    for (const name of networks) {
      const found = fixture(name);
      const file = [...(await networkFile(maker, found))];
      const { layers, explained } = await page.evaluate<{
        layers: number[][];
        explained: number[][];
      }>(`(async () => {
        const { createEngine } = await import('${isolated.url}lib/inkling.js');
        const engine = await createEngine({ variant: 'relaxed-threads' });
        const model = await engine.load(new Uint8Array(${JSON.stringify(file)}));
        const image = new Float32Array(${JSON.stringify(found.image)});
        const layers = (await model.activations(image)).map(({ values }) => [...values]);
        const explained = [];
        for (const how of ${JSON.stringify(found.explanations.map(({ label, method, layer }) => ({ label, method, layer })))})
          explained.push([...(await model.explain(image, how))]);
        engine.dispose();
        return { layers, explained };
      })()`);
      found.activations.forEach((values, i) => expect(distance(layers[i], values)).toBeLessThan(1e-5));
      found.explanations.forEach(({ values }, i) =>
        expect(distance(explained[i], values)).toBeLessThan(1e-5),
      );
    }
    maker.dispose();
    await page.context().close();
  });
});

describe('an isolated page', () => {
  test('trains with the fastest build and every processor, and says what that costs', async () => {
    const { page, problems } = await newPage();
    await openTrain(page, `${isolated.url}site/`, 'preset=quick-cnn&epochs=1');
    expect(await engineOf(page)).toEqual(['relaxed-threads', await processors(page)]);
    expect(await page.getByTestId('engine').innerText()).toContain(
      'fast, but not reproducible on other devices',
    );
    await start(page);
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a build that is asked for gives the weights of the command line, whatever the threads', async () => {
    const { folder, files } = someMnist(1500);
    const { page, problems } = await newPage();
    const settings = 'preset=quick-cnn&epochs=4&seed=3&dataset=files';
    await openTrain(page, `${isolated.url}site/?variant=simd-threads`, settings);
    const [variant, threads] = await engineOf(page);
    expect(variant).toBe('simd-threads');
    await page.getByTestId('data-files').setInputFiles(files);
    await page.getByTestId('data-ready').getByText('1,500 images').waitFor();
    await start(page);
    if (threads > 1) {
      await page.getByTestId('threads').selectOption('1');
      await page.locator('[data-testid="engine"][data-threads="1"]').waitFor();
      await page.getByTestId('threads').selectOption(String(threads));
    }
    expect(await weightsHash(page)).toBe(
      nativeHash('--preset', 'quick-cnn', '--epochs', '4', '--seed', '3', '--data', folder),
    );
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('on a host without headers', () => {
  test('a page that cannot be isolated trains with one thread', async () => {
    const { page, problems } = await newPage();
    await openTrain(page, site.url, 'preset=quick-cnn');
    expect(await isIsolated(page)).toBe(false);
    expect(await engineOf(page)).toEqual(['simd', 1]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a build that needs isolation is refused in words, and drawings are read all the same', async () => {
    const { page } = await newPage();
    await openTrain(page, `${site.url}?variant=simd-threads`, '');
    await page.getByTestId('status').getByText('cross-origin isolated').waitFor();
    await page.getByTestId('tab-draw').click();
    await drawWithMouse(page, digits[5]);
    await waitForText(page, '5');
    await page.context().close();
  });

  test('the service worker isolates a page that goes to train, and nothing before', async () => {
    const { page, problems } = await newPage({}, true);
    const loads = countLoads(page);
    await page.goto(site.url);
    await isReady(page);
    expect([await isIsolated(page), loads()]).toEqual([false, 1]);
    await page.getByTestId('tab-train').click();
    expect(await engineOf(page)).toEqual(['relaxed-threads', await processors(page)]);
    expect([await isIsolated(page), loads()]).toEqual([true, 2]);
    await page.getByTestId('tab-draw').click();
    await drawWithMouse(page, digits[6]);
    await waitForText(page, '6');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a drawing is not lost for it: isolation waits for the next load', async () => {
    const { page } = await newPage({}, true);
    const loads = countLoads(page);
    await page.goto(site.url);
    await isReady(page);
    await drawWithMouse(page, digits[2]);
    await waitForText(page, '2');
    await page.getByTestId('tab-train').click();
    expect(await engineOf(page)).toEqual(['simd', 1]);
    await page.getByTestId('tab-draw').click();
    await waitForText(page, '2');
    expect(loads()).toBe(1);
    await page.reload();
    expect(await isIsolated(page)).toBe(true);
    await page.context().close();
  });

  test.each([
    ['does not help', 'self;', 2],
    ['is missing', null, 1],
  ])('a service worker that %s costs one reload at most', async (_, program, expected) => {
    const folder = join(temporaryFolder(), 'site');
    cpSync(at('dist/site'), folder, { recursive: true });
    if (program === null) rmSync(join(folder, 'isolation.js'));
    else writeFileSync(join(folder, 'isolation.js'), program);
    const host = await serveFolder(folder, { isolated: false });
    onTestFinished(() => host.close());
    const { page } = await newPage({}, true);
    const loads = countLoads(page);
    await openTrain(page, host.url, 'preset=quick-cnn');
    expect(await engineOf(page)).toEqual(['simd', 1]);
    await page.reload();
    expect(await engineOf(page)).toEqual(['simd', 1]);
    expect(loads()).toBe(expected + 1);
    await page.context().close();
  });
});
