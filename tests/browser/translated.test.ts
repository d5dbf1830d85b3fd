import type { Page } from 'playwright-core';
import { tabs } from '../../web/app/tab';
import { expect, test } from 'vitest';
import { newPage, site } from './browser';
import { figure, openTrain, reaches, someMnist, start } from './train';

/**
 * Does to the page what a browser's translation does: other text in <font><font> in the place of every text, also of
 * those that come later. `keep` moves the page's own text in there, as some extensions do.
 */
const translate = (page: Page, keep: boolean) =>
  page.evaluate((keep) => {
    const wrap = (text: Text) => {
      const inside = text.parentElement;
      if (!text.data.trim() || !inside || inside.closest('font, script, style, select, svg, title')) return;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      outer.append(inner);
      text.replaceWith(outer);
      inner.append(keep ? text : document.createTextNode(text.data));
    };
    const wrapAll = (root: Node) => {
      if (root instanceof Text) return wrap(root);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      texts.forEach(wrap);
    };
    wrapAll(document.body);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) addedNodes.forEach(wrapAll);
    }).observe(document.body, { childList: true, subtree: true });
  }, keep);

/** What is read on the buttons of the run. */
const buttons = (page: Page) =>
  page
    .locator('.controls button:visible')
    .evaluateAll((all) => all.map((button) => (button as HTMLElement).innerText));

test.for([
  ['replaced', false],
  ['moved', true],
] as const)('a page whose texts are %s by a translator goes on', async ([, keep]) => {
  const { page, problems } = await newPage();
  const { files } = someMnist(600);
  await openTrain(page, site.url, 'preset=quick-cnn&epochs=500&dataset=files');
  await page.getByTestId('data-files').setInputFiles(files);
  await page.getByTestId('data-ready').waitFor();
  for (const tab of [...tabs, 'train']) {
    await page.getByTestId(`tab-${tab}`).click();
    await page.locator(`[data-panel="${tab}"] .card, [data-panel="${tab}"] #pad`).first().waitFor();
  }
  await translate(page, keep);
  expect(await buttons(page)).toEqual(['Start', 'Pause', 'One step', 'Stop', 'Save model']);
  await start(page);
  const text = (testid: string) => page.getByTestId(testid).innerText();
  for (const testid of ['epoch', 'batch', 'accuracy', 'images-per-second']) {
    const before = await text(testid);
    await expect.poll(() => text(testid)).not.toBe(before);
  }
  await page.getByTestId('pause').click();
  await reaches(page, 'paused');
  await expect.poll(() => text('status')).toMatch(/^Paused/);
  await expect.poll(() => buttons(page)).toEqual(['Start', 'Resume', 'One step', 'Stop', 'Save model']);
  await expect
    .poll(async () => (await text('batch')).split(' ')[0])
    .toBe(String(await figure(page, 'batch')));
  await page.getByTestId('pause').click();
  await reaches(page, 'training');
  await page.getByTestId('stop').click();
  await reaches(page, 'idle');
  await expect
    .poll(() => buttons(page))
    .toEqual(['Train again', 'Pause', 'Train further', 'One step', 'Stop', 'Save model']);
  await expect.poll(() => text('status')).toBe('Stopped. You can save it as it is.');
  // What else a person does on the tabs.
  await page.getByTestId('preset').selectOption('book-cnn');
  await page.getByTestId('epochs').fill('0');
  await page.getByTestId('start-trouble').getByText('Epochs must be').waitFor();
  await page.getByTestId('epochs').fill('2');
  for (const tab of ['models', 'evaluate', 'drawings', 'draw', 'train']) {
    await page.getByTestId(`tab-${tab}`).click();
    await page.waitForTimeout(200);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});
