import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { LONG_MS, openTrain, reaches, someMnist, start } from './train';

/** What a chart tells beside its lines. */
const caption = (figure: Locator) => figure.locator('figcaption').innerText();
const chartOf = (page: Page, title: string) => page.getByRole('slider', { name: `${title}, chart` });

async function trained(options = {}): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await newPage(options);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=3&dataset=files');
  await page.getByTestId('data-files').setInputFiles(someMnist(3000).files);
  await page.getByTestId('data-ready').waitFor();
  await start(page);
  await reaches(page, 'done');
  return { page, problems };
}

test(
  'a chart of training tells its values at the pointer, by keys and in a table',
  { timeout: LONG_MS },
  async () => {
    const { page, problems } = await trained();
    for (const title of ['Accuracy', 'Loss']) {
      const chart = chartOf(page, title);
      const figure = page.locator('figure').filter({ has: chart });
      expect(await caption(figure)).toMatch(/Epoch 3\b.*training.*\d.*validation.*\d/s);

      const over = figure.locator('.u-over');
      await over.scrollIntoViewIfNeeded();
      const box = (await over.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      // How many places a run has along its line depends on how fast it was.
      await figure.getByText(/^Epoch [12](?!\d)/).waitFor();
      await page.mouse.move(0, 0);
      await figure.getByText('Epoch 3', { exact: true }).waitFor();

      await chart.focus();
      const told = () => chart.getAttribute('aria-valuetext');
      await page.keyboard.press('Home');
      await expect.poll(told).toMatch(/^Epoch 0\.\d+, training [\d.]+/);
      const first = await told();
      await page.keyboard.press('ArrowRight');
      await expect.poll(told).not.toBe(first);
      const second = await told();
      // Who sees it reads the same.
      expect((await caption(figure)).replace(/\s+/g, ' ')).toContain(/^Epoch [\d.]+/.exec(second!)![0]);
      await page.keyboard.press('Escape');
      await expect.poll(told).toMatch(/^Epoch 3,/);

      await figure.getByText(`${title} as a table`).click();
      const table = figure.getByRole('table');
      await expect.poll(() => table.locator('thead').innerText()).toMatch(/Epoch\s+training\s+validation/);
      for (const epoch of ['1', '2', '3'])
        expect(
          await table
            .getByRole('row')
            .filter({ has: page.getByRole('rowheader', { name: epoch, exact: true }) })
            .innerText(),
        ).toMatch(/\d\D+\d.*\d/);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

test('the calibration chart tells how many images each point stands for', { timeout: LONG_MS }, async () => {
  const { page, problems } = await newPage({ viewport: { width: 390, height: 844 } });
  await openTrain(page, site.url, 'dataset=files');
  await page.getByTestId('data-files').setInputFiles(someMnist(2000).files);
  await page.getByTestId('data-ready').waitFor();
  await page.getByTestId('tab-evaluate').click();
  await page.getByTestId('evaluate-dataset').selectOption('files');
  await page.getByTestId('evaluate-start').click();
  await page.getByTestId('evaluation').waitFor({ timeout: LONG_MS });
  const chart = page.getByRole('slider', { name: 'Calibration, chart' });
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/^Confidence .*, this model .*, [\d,]+ images$/);
  await page.getByText('Calibration as a table').click();
  const figure = page.locator('figure').filter({ has: chart });
  const counts = await figure.locator('tbody tr td:last-child').allInnerTexts();
  const sum = counts.reduce((all, count) => all + Number(count.replaceAll(',', '')), 0);
  expect(sum).toBe(2000);
  expect(problems).toEqual([]);
  await page.context().close();
});
