import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { at } from '../../.tools/project.mjs';

const axe = readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => {
    const page = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return page.axe.run({ resultTypes: ['violations'] });
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
