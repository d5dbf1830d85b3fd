// A contender in Chromium: a worker in a page of its own, cross-origin isolated, so that threads are to be had.
import { chromium } from 'playwright-core';
import { root } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { chromiumOptions } from '../chromium.mjs';

/**
 * Calls `work(start)` with a browser; `start(module, task)` starts the contender that tests/bench/<module> prepares
 * for a task (see page/worker.mjs), of the project in `folder`.
 */
export async function inBrowser(work, folder = root) {
  const server = await serveFolder(folder);
  const browser = await chromium.launch(chromiumOptions());
  try {
    await work(async (module, task) => {
      const page = await browser.newPage();
      await page.goto(`${server.url}tests/bench/page/`);
      try {
        await page.evaluate(([module, task]) => globalThis.begin(module, task), [`../${module}`, task]);
      } catch (error) {
        await page.close();
        throw error;
      }
      return {
        round: (ms) => page.evaluate((ms) => globalThis.ask(ms), ms),
        close: () => page.close(),
      };
    });
  } finally {
    await browser.close();
    await server.close();
  }
}
