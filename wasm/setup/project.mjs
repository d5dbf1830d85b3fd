// Where things are, and what is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const at = (...parts) => join(root, ...parts);

const table = JSON.parse(readFileSync(at('wasm/variants.json'), 'utf8'));
export const variants = Object.keys(table);

/** Variants that are compiled alike are built together, under the name of the last of them. */
export const buildOf = (variant) =>
  variants.findLast((other) => table[other].compile === table[variant].compile);
export const builds = [...new Set(variants.map(buildOf))];

/** A program of npm's packages. */
export const tool = (name) => at('node_modules/.bin', name);
