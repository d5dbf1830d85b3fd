import { expect, test } from 'vitest';
import { launchWith, newPage, site } from './browser';
import { LONG_MS, openTrain, reaches, someMnist, start } from './train';

/** What stands for the language of a container. Of it browsers have made a language that they take for none themselves. */
const LANGUAGE = 'C.UTF-8';
const NO_LANGUAGE = 'en-US@posix';

test.for([
  ['that a browser makes of it', undefined],
  ['that is none', NO_LANGUAGE],
] as const)(
  'in a container all tabs open and charts are drawn, in a language %s',
  { timeout: LONG_MS },
  async ([, locale]) => {
    const browser = await launchWith({ LANG: LANGUAGE, LC_ALL: LANGUAGE });
    const { page, problems } = await newPage({ locale }, false, browser);
    expect(await page.evaluate(() => navigator.language)).toBe(locale ?? 'en-US');
    await openTrain(page, site.url, 'preset=quick-cnn&epochs=2&dataset=files');
    await page.getByTestId('data-files').setInputFiles(someMnist(600).files);
    await page.getByTestId('data-ready').waitFor();
    await start(page);
    await reaches(page, 'done');
    const drawn = (title: string) =>
      page
        .getByRole('slider', { name: `${title}, chart` })
        .locator('canvas')
        .waitFor();
    await drawn('Accuracy');
    await drawn('Loss');
    await page.getByTestId('tab-evaluate').click();
    await page.getByTestId('evaluate-dataset').selectOption('files');
    await page.getByTestId('evaluate-start').click();
    await page.getByTestId('evaluation').waitFor({ timeout: LONG_MS });
    await drawn('Calibration');
    expect(problems).toEqual([]);
    await browser.close();
  },
);
