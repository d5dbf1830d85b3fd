import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { at } from '../../.tools/project.mjs';

const axe = readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is, by all of its rules or by these. */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate((rules) => {
    const page = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return page.axe.run({ resultTypes: ['violations'], ...(rules.length && { runOnly: rules }) });
  }, rules);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
