import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { digits, drawWithMouse, newPage, site } from './browser';
import { nativeHash, openTrain, reaches, someMnist, start, weightsHash } from './train';

const { folder, files } = someMnist(1000);

async function withFiles(settings: string): Promise<Page> {
  const { page } = await newPage();
  await openTrain(page, `${site.url}?variant=simd`, `dataset=files&${settings}`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  return page;
}

interface Kept {
  id: string;
  moments: { id: string; step: number; at: number; val_accuracy?: number }[];
}

/** The moments that the browser keeps, and the ids and sizes of their files. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const opened = await done(indexedDB.open('inkling'));
    const all = (store: string) => done(opened.transaction(store).objectStore(store).getAll());
    const runs = (await all('moments')) as Kept[];
    const saved = (await all('moment_files')) as { id: string; file: Uint8Array }[];
    const ended = (await all('ended')) as { id: string; seconds: number; parameters: number }[];
    opened.close();
    return { runs, ended, files: saved.map(({ id, file }) => ({ id, bytes: file.length })) };
  });

/** What is right of the moments of any run. */
function checkMoments({ runs: [run], files }: Awaited<ReturnType<typeof kept>>, epochs: number): void {
  const { moments } = run;
  expect(moments.length).toBeGreaterThanOrEqual(20);
  expect(moments.length).toBeLessThanOrEqual(32);
  expect(moments[0]).toMatchObject({ step: 0, at: 0 });
  expect(moments.at(-1)!.at).toBe(epochs);
  expect(moments.map(({ step }) => step)).toEqual(moments.map(({ step }) => step).sort((a, b) => a - b));
  // Most of them lie in the first half.
  expect(moments.filter(({ at }) => at < epochs / 2).length).toBeGreaterThan(moments.length / 2);
  expect(files.map(({ id }) => id).sort()).toEqual(moments.map(({ id }) => id).sort());
}

describe('at least 20 moments of a run are kept, the first and the last among them', () => {
  test('of one of few epochs; a drawing shows what each of them reads; they go with the run', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=3&seed=4&validation_split=0.2');
    await page.getByTestId('tab-draw').click();
    await drawWithMouse(page, digits[0]);
    await page.getByTestId('tab-train').click();
    await start(page);
    expect(await weightsHash(page)).toBe(
      nativeHash(
        ...['--preset', 'quick-cnn', '--epochs', '3', '--seed', '4', '--validation-split', '0.2'],
        ...['--data', folder],
      ),
    );
    const { runs, files, ended } = await kept(page);
    checkMoments({ runs, files, ended }, 3);
    const epochs = runs[0].moments.filter(({ at }) => Number.isInteger(at) && at > 0);
    expect(epochs.map(({ at }) => at)).toEqual([1, 2, 3]);
    for (const { val_accuracy } of epochs) expect(val_accuracy).toBeGreaterThan(0);
    expect(ended[0]).toMatchObject({ id: runs[0].id });
    expect(ended[0].seconds).toBeGreaterThan(0);
    expect(ended[0].parameters).toBeGreaterThan(1000);

    const bars = page.getByTestId('moment-readings').locator('[data-label]');
    await bars.first().waitFor();
    expect(await bars.count()).toBe(runs[0].moments.length);
    expect(await page.getByTestId('learned').innerText()).toMatch(/^Read as \d/);
    const machine = page.getByTestId('time-machine');
    const answer = page.getByTestId('learning-prediction');
    await machine.focus();
    await page.keyboard.press('Home');
    await page.getByText('Before training', { exact: true }).waitFor();
    expect(await answer.getAttribute('data-text')).toBe(await bars.first().getAttribute('data-label'));
    await page.keyboard.press('End');
    await page.getByText('After epoch 3', { exact: true }).waitFor();
    expect(await answer.getAttribute('data-text')).toBe(await bars.last().getAttribute('data-label'));

    await page
      .getByTestId('runs')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.reload();
    await page.getByTestId('data-ready').waitFor();
    await expect.poll(async () => (await kept(page)).files).toEqual([]);
    expect((await kept(page)).runs).toEqual([]);
    await page.context().close();
  });

  test('of a long one, which was cut off and resumed', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=40&seed=2');
    await start(page);
    await page.locator('[data-testid="epoch"]:not([data-value="0"])').waitFor();
    await page.getByTestId('pause').click();
    await reaches(page, 'paused');
    await expect.poll(async () => (await kept(page)).files.length).toBeGreaterThanOrEqual(20);
    await page.reload();
    await page.getByTestId('resume-run').click();
    await reaches(page, 'done');
    checkMoments(await kept(page), 40);
    await page.getByTestId('time-machine').waitFor();
    await page.context().close();
  });

  test('of one that ends early', async () => {
    const page = await withFiles('preset=quick-cnn&epochs=400&seed=2&learning_rate=0.01');
    await start(page);
    await page.locator('[data-testid="epoch"]:not(:is([data-value="0"], [data-value="1"]))').waitFor();
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    await page.getByTestId('time-machine').waitFor();
    await expect.poll(async () => (await kept(page)).ended.length).toBe(1);
    const { runs } = await kept(page);
    expect(runs[0].moments.length).toBeGreaterThanOrEqual(20);
    await page.context().close();
  });

  test('but none of one that was ended in its first epoch, or discarded', async () => {
    const page = await withFiles('preset=book-cnn&epochs=400&batch_size=4');
    await start(page);
    await page.getByTestId('stop').click();
    await reaches(page, 'idle');
    await expect.poll(async () => (await kept(page)).files).toEqual([]);
    await start(page);
    await page.getByTestId('pause').click();
    await reaches(page, 'paused');
    await page.reload();
    await page.getByTestId('discard-run').click();
    await expect.poll(async () => (await kept(page)).files).toEqual([]);
    await page.context().close();
  });
});
