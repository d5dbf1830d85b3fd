import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { photographed } from '../photograph.mjs';
import {
  digits,
  drawings,
  drawWithMouse,
  newPage,
  numberOf,
  open,
  settled,
  site,
  waitForText,
} from './browser';
import { LONG_MS, openTrain, reaches, someMnist, start } from './train';
import { unseen, unseenAnywhere } from './visible';

describe('the check finds', () => {
  const found = async (html: string) => {
    const { page } = await newPage({ viewport: { width: 400, height: 300 } });
    await page.setContent(`<style>body { margin: 0 } p { margin: 0; width: 200px }</style>${html}`);
    const faults = await unseen(page);
    await page.context().close();
    return faults.map((fault) => fault.split(':')[0]);
  };
  test.for([
    ['nothing wrong where nothing is', '<p>words</p><canvas role="img" width="20" height="20"></canvas>', []],
    [
      'an image that is cut',
      '<p style="height: 9px; overflow: hidden"><canvas role="img"></canvas></p>',
      ['clipped'],
    ],
    [
      'a caption under a picture',
      '<p style="position: relative">words<b style="position: absolute; inset: 0; background: red"></b></p>',
      ['covered'],
    ],
    ['what is off the screen', '<p style="margin-left: 390px">many words</p>', ['off the screen']],
    [
      'what is cut short',
      '<p style="width: 30px; overflow: hidden; white-space: nowrap">many words</p>',
      ['cut short'],
    ],
    [
      'what leaves its box',
      '<p style="width: 30px; white-space: nowrap">many words</p>',
      ['wider than its box'],
    ],
    ['words on words', '<p>words</p><p style="margin-top: -16px">others</p>', ['over one another']],
    [
      'a choice that is cut',
      '<select style="width: 50px"><option>many words</option></select>',
      ['cut short'],
    ],
    [
      'nothing in a region that scrolls by keys',
      '<p tabindex="0" style="width: 30px; overflow: auto; white-space: nowrap">many words</p>',
      [],
    ],
  ] as const)('%s', async ([, html, faults]) => {
    expect(
      [...new Set(await found(html))].filter((fault) => faults.length === 0 || fault === faults[0]),
    ).toEqual(faults);
  });
});

/** Once what is told for some seconds is gone. */
async function isNone(page: Page, what: string): Promise<void> {
  await page.getByTestId('toast').waitFor({ state: 'hidden' });
  expect.soft(await unseenAnywhere(page), what).toEqual([]);
}

test('Draw shows all of what it shows', { timeout: LONG_MS * 4 }, async () => {
  const { page } = await open(site.url);
  await isNone(page, 'empty');
  await drawWithMouse(page, digits[8]);
  await settled(page);
  await isNone(page, 'a digit');
  await page.locator('#preparation summary').click();
  await settled(page);
  await isNone(page, 'how it is prepared');
  await page.locator('#preparation summary').click();
  await page.getByTestId('clear').click();
  await drawWithMouse(page, numberOf('123456'), 0.9);
  await settled(page);
  await isNone(page, 'six digits');
  await page.getByTestId('clear').click();
  const cross = [
    [0, 0, 50, 50, 100, 100],
    [100, 0, 50, 50, 0, 100],
  ];
  await drawWithMouse(page, { label: 0, strokes: cross });
  await settled(page);
  await isNone(page, 'no digit');
  const { width, height, pixels } = photographed(numberOf('2026', 0.5).strokes, { side: 900, pen: 24 });
  const buffer = Buffer.from(encode({ width, height, channels: 1, depth: 8, data: pixels }));
  await page
    .getByTestId('picture-file')
    .setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer });
  await waitForText(page, '2026');
  await isNone(page, 'a picture');
  await page.context().close();
});

test('Train shows all of what it shows', { timeout: LONG_MS * 4 }, async () => {
  const { page } = await newPage();
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=40');
  await page.getByTestId('data-samples').waitFor();
  await isNone(page, 'with MNIST');
  await page.getByTestId('dataset').selectOption('files');
  await page.getByTestId('data-files').setInputFiles(someMnist(600).files);
  await page.getByTestId('data-samples').waitFor();
  await isNone(page, 'before');
  for (const summary of await page.locator('#train details > summary').all())
    if (await summary.isVisible()) await summary.click();
  await isNone(page, 'with all that opens');
  await start(page);
  await page.getByTestId('pause').click();
  await reaches(page, 'paused');
  await isNone(page, 'during');
  await page.getByTestId('pause').click();
  await reaches(page, 'done');
  await page.getByTestId('tab-draw').click();
  await drawWithMouse(page, digits[3]);
  await page.getByTestId('tab-train').click();
  await page.locator('#train input[type="checkbox"]').last().check();
  await isNone(page, 'done');
  await page.context().close();
});

test('Evaluate shows all of what it shows', { timeout: LONG_MS * 4 }, async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=evaluate`);
  await page.getByTestId('evaluate-start').waitFor();
  await isNone(page, 'before');
  await page.getByTestId('evaluate-start').click();
  const mistakes = page.getByTestId('mistakes').locator('li');
  await mistakes.first().waitFor({ timeout: LONG_MS });
  expect.soft(await mistakes.allTextContents()).not.toContainEqual(expect.stringMatching(/\b100\s*%/));
  await isNone(page, 'with its mistakes');
  await mistakes.nth(1).getByRole('button').click();
  await page.getByTestId('pad').waitFor();
  await settled(page);
  await isNone(page, 'an opened mistake');
  await page.context().close();
});

test('My drawings and Models show all of what they show', { timeout: LONG_MS * 2 }, async () => {
  const { page } = await newPage();
  await page.goto(`${site.url}#tab=drawings`);
  await page.getByTestId('drawings-import').waitFor({ state: 'attached' });
  await isNone(page, 'no drawings');
  const buffer = Buffer.from(drawings.map((drawing) => JSON.stringify(drawing)).join('\n'));
  await page
    .getByTestId('drawings-import')
    .setInputFiles({ name: 'mine.jsonl', mimeType: 'text/plain', buffer });
  await page.getByText('40 drawings:').waitFor();
  await isNone(page, 'some drawings');
  await page.getByTestId('tab-models').click();
  await page.getByTestId('model-open').waitFor({ state: 'attached' });
  await isNone(page, 'models');
  await page.context().close();
});
