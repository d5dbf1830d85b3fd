// Where things are, and what is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const at = (...parts) => join(root, ...parts);
const table = JSON.parse(readFileSync(at('wasm/variants.json'), 'utf8'));
export const variants = Object.keys(table);
/** Those of which the part that reads is built too. */
export const readingVariants = variants.filter((name) => !table[name].needs.includes('threads'));

/** The command line of a program of npm's packages, for every system: what is in node_modules/.bin differs. */
export function tool(name, args, from = name) {
  const { bin } = JSON.parse(readFileSync(at('node_modules', from, 'package.json'), 'utf8'));
  return [process.execPath, at('node_modules', from, bin[name] ?? bin), ...args];
}
