import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  digits,
  drawWithMouse,
  launchWithProfile,
  newPage,
  site,
  waitForText,
  watchLongTasks,
} from './browser';
import {
  figure,
  furtherData,
  LONG_MS,
  nativeHash,
  openTrain,
  reaches,
  someMnist,
  start,
  temporaryFolder,
  weightsHash,
} from './train';

describe('training', () => {
  test('pauses, goes on, steps once, changes its rate and stops', async () => {
    const { page, problems } = await newPage();
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=30');
    await start(page);
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('[data-testid="batch"]')?.dataset.value) > 20,
    );
    await page.getByTestId('pause').click();
    await reaches(page, 'paused');
    await page.waitForTimeout(300);
    const batch = await figure(page, 'batch');
    await page.waitForTimeout(500);
    expect(await figure(page, 'batch')).toBe(batch);
    await page.getByTestId('learning-rate').fill('0.0005');
    await page.getByTestId('step').click();
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector<HTMLElement>('[data-testid="batch"]')?.dataset.value) > before,
      batch,
    );
    expect(await figure(page, 'batch')).toBeLessThanOrEqual(batch + 3);
    await page.getByTestId('step').click();
    await page.waitForTimeout(200);
    expect(await figure(page, 'rate')).toBe(0.0005);
    await page.getByTestId('pause').click();
    await reaches(page, 'training');
    await page.waitForFunction(
      () =>
        Number(document.querySelector<HTMLElement>('[data-testid="images-per-second"]')?.dataset.value) > 0,
    );
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a drawing is read while the page trains; how quick the page stays is told', async () => {
    const { page, problems } = await newPage();
    await openTrain(page, site.url, 'preset=book-cnn&epochs=1');
    await page.getByTestId('data-ready').waitFor();
    await page.waitForTimeout(1000);
    const longTasks = await watchLongTasks(page);
    await start(page);
    await page.getByTestId('tab-draw').click();
    await drawWithMouse(page, digits[4]);
    await waitForText(page, '4');
    const answer_ms = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const prediction = document.querySelector('[data-testid="prediction"]')!;
          const begun = performance.now();
          new MutationObserver(() => resolve(performance.now() - begun)).observe(prediction, {
            attributes: true,
            attributeFilter: ['data-confidence', 'data-text'],
          });
          document.querySelector<HTMLElement>('[data-testid="undo"]')!.click();
        }),
    );
    console.log(`answered ${answer_ms.toFixed(1)} ms after a change while training`);
    await page.getByTestId('tab-train').click();
    await page.getByTestId('learning-prediction').waitFor();
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    const long = await longTasks();
    await page.context().close();
    console.log(`tasks over 50 ms while training: ${long.map(Math.round).join(', ') || 'none'}`);
    expect(problems).toEqual([]);
  });

  test('the same experiment through the command line gives the same weights', async () => {
    const { folder, files } = someMnist(1500);
    const { page } = await newPage();
    await openTrain(page, `${site.url}?variant=simd`, 'preset=book-cnn&epochs=2&seed=3&dataset=files');
    await page.getByTestId('data-files').setInputFiles(files);
    await page.getByTestId('data-ready').getByText('1,500 images').waitFor();
    await start(page);
    expect(await weightsHash(page)).toBe(
      nativeHash('--preset', 'book-cnn', '--epochs', '2', '--seed', '3', '--data', folder),
    );
    // What was dropped is there again after a reload.
    await page.reload();
    await page.getByTestId('data-ready').getByText('1,500 images').waitFor();
    await page.getByTestId('tab-models').click();
    await page.getByTestId('model').waitFor();
    await page.context().close();
  });

  test('a run that has just begun is there to go on with after a reload', async () => {
    const { page } = await newPage();
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=2');
    await start(page);
    await page.waitForFunction(() => document.querySelector('[data-testid="batch"]')?.textContent !== '–');
    await page.waitForTimeout(300);
    await page.reload();
    await page.getByTestId('unfinished').getByText('Unfinished run from').waitFor();
    await page.context().close();
  });

  test(
    'a browser that is killed leaves a run that ends in the same weights',
    { timeout: 2 * LONG_MS },
    async () => {
      const profile = temporaryFolder();
      const first = await launchWithProfile(profile);
      const page = await first.newPage();
      await openTrain(page, `${site.url}?variant=simd`, 'preset=quick-cnn&epochs=5&seed=5');
      await start(page);
      await page.waitForTimeout(3500); // after a checkpoint, and long before the end
      expect(await page.getByTestId('status').getAttribute('data-state')).toBe('training');
      execFileSync('pkill', ['-9', '-f', profile]);

      const second = await launchWithProfile(profile);
      const again = await second.newPage();
      await again.goto(`${site.url}?variant=simd#tab=train`);
      await again.getByTestId('unfinished').getByText('Unfinished run from').waitFor();
      await again.getByTestId('resume-run').click();
      const resumed = await weightsHash(again);
      await again.reload();
      await again.getByTestId('status').waitFor();
      await again.waitForTimeout(500);
      expect(await again.getByTestId('unfinished').count()).toBe(0);
      await second.close();
      expect(resumed).toBe(
        nativeHash('--preset', 'quick-cnn', '--epochs', '5', '--seed', '5', '--data', 'mnist'),
      );
    },
  );

  test('Kuzushiji-MNIST trains from its four files', async (context) => {
    const folder = furtherData('kmnist');
    if (!folder) return context.skip();
    const { page } = await newPage();
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=1&dataset=kmnist');
    await page.getByTestId('data-missing').waitFor();
    const files = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
    await page.getByTestId('data-files').setInputFiles(files.map((file) => join(folder, `${file}-ubyte.gz`)));
    await page.getByTestId('data-ready').getByText('7,010 images').waitFor();
    await page.getByText('KMNIST Dataset (created by CODH)').waitFor();
    await start(page);
    await reaches(page, 'done');
    expect(await figure(page, 'val-accuracy')).toBeGreaterThan(0.7);
    await page.context().close();
  });

  test('fifty starts and stops leave nothing behind', async () => {
    const { page } = await newPage();
    const { files } = someMnist(600);
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=50&dataset=files');
    await page.getByTestId('data-files').setInputFiles(files);
    await page.getByTestId('data-ready').waitFor();
    const cycle = async () => {
      await start(page);
      await page.getByTestId('stop').click();
      await reaches(page, 'idle');
    };
    for (let i = 0; i < 5; i++) await cycle();
    const worker = page.workers().find((each) => each.url().includes('trainer_worker'))!;
    const kept = () =>
      worker.evaluate(() => {
        const { live, memory } = (self as unknown as { inkling: Record<'live' | 'memory', () => number> })
          .inkling;
        return { live: live(), memory: memory() };
      });
    // The page says so before the worker has put everything away.
    await expect.poll(async () => (await kept()).live).toBe(0);
    const before = await kept();
    for (let i = 0; i < 45; i++) await cycle();
    await expect.poll(kept).toEqual(before);
    await page.context().close();
  });
});

test('MNIST with keras-simple reads 97.5 % after one epoch', { timeout: 15 * 60_000 }, async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=keras-simple&epochs=1');
  await start(page);
  await page.locator('[data-testid="status"][data-state="done"]').waitFor({ timeout: 14 * 60_000 });
  expect(await figure(page, 'val-accuracy')).toBeGreaterThan(0.975);
  await page.context().close();
});
