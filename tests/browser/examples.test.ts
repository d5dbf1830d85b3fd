import { expect, test } from 'vitest';
import { root } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';
import { digits, drawWithMouse, newPage } from './browser';

test('the example page reads what is drawn on it', async () => {
  const checkout = await serveFolder(root);
  const { page, problems } = await newPage();
  await page.goto(`${checkout.url}wasm/library/examples/draw.html`);
  const output = page.locator('output');
  await page.getByText('Draw a digit').waitFor();
  for (const digit of [digits[2], digits[5]]) {
    await drawWithMouse(page, digit);
    await expect.poll(() => output.textContent()).toBe(String(digit.label));
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => output.textContent()).toBe('');
  }
  expect(problems).toEqual([]);
  await page.context().close();
  await checkout.close();
});
