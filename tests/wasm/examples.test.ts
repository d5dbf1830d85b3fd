import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { drawings, drawingsFile } from './engine';

test('the example in Node reads a file of drawings', () => {
  const script = at('wasm/library/examples/read.mjs');
  const lines = execFileSync(process.execPath, [script, drawingsFile], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(lines).toHaveLength(drawings.length);
  for (const line of lines) expect(line).toMatch(/^\S+ (\d+\.\d % ?)+$/);
  const right = lines.filter((line, i) => line.startsWith(`${drawings[i].label} `));
  expect(right.length).toBeGreaterThan(0.9 * drawings.length);
});
