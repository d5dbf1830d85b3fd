import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { openTrain, reaches, someMnist, start } from './train';

const { files } = someMnist(600);

async function withFiles(settings: string): Promise<Page> {
  const { page } = await newPage();
  await openTrain(page, site.url, `dataset=files&${settings}`);
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  return page;
}

test('a run that was paused is kept once, and can be compared and done again', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=3&seed=4');
  for (let batch = 1; batch <= 3; batch++) {
    await page.getByTestId('step').click();
    await page.locator(`[data-testid="batch"][data-value="${batch}"]`).waitFor();
    await reaches(page, 'paused');
  }
  await page.getByTestId('pause').click();
  await reaches(page, 'done');
  const rows = page.getByTestId('runs').locator('tbody tr');
  expect(await rows.count()).toBe(1);
  await rows.getByRole('checkbox').check();
  await page.locator('figure', { hasText: 'Accuracy' }).locator('[data-line*="quick-cnn"]').first().waitFor();

  await page.getByTestId('seed').evaluate((input) => input.closest('details')!.setAttribute('open', ''));
  await page.getByTestId('seed').fill('9');
  await rows.getByRole('button', { name: 'Same settings' }).click();
  await expect.poll(() => page.getByTestId('seed').inputValue()).toBe('4');
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model').waitFor();
  expect(await page.getByTestId('model').count()).toBe(1);
  await page.context().close();
});

test('a new run does not lose an unfinished one, and a resumed one brings its settings', async () => {
  const page = await withFiles('preset=quick-cnn&epochs=500&seed=6');
  const leaveUnfinished = async () => {
    await page.getByTestId('pause').click();
    await reaches(page, 'paused');
    await page.goto('about:blank');
    await openTrain(page, site.url, 'dataset=files');
    await page.getByTestId('unfinished').waitFor();
  };
  await start(page);
  await leaveUnfinished();
  await page.getByTestId('resume-run').click();
  await reaches(page, 'training');
  expect(await page.getByTestId('seed').inputValue()).toBe('6');
  await leaveUnfinished();
  await start(page);
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  expect(await page.getByTestId('unfinished').count()).toBe(1);
  await page.context().close();
});
