import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';

test('the licences of all that is in the library lie beside it', () => {
  const text = readFileSync(at('dist/lib/licenses.txt'), 'utf8');
  for (const words of [
    'Inkling, MIT',
    'Mozilla Public License 2.0',
    'Niels Lohmann',
    'Emscripten authors',
    'Rich Felker',
    'LLVM',
    'MNIST',
    'wasm-feature-detect',
    'Apache License',
  ])
    expect(text).toContain(words);
});

test('what the library exports is what its types declare', async () => {
  const types = readFileSync(at('dist/lib/inkling.d.ts'), 'utf8');
  const declared = [...types.matchAll(/^export declare function (\w+)/gm)].map(([, name]) => name);
  expect(Object.keys((await import(at('dist/lib/inkling.js'))) as object).sort()).toEqual(declared.sort());
});

test('engines and models have a hash of their content in their names, and no other', () => {
  const names = [...readdirSync(at('dist/lib')), ...readdirSync(at('dist/lib/engine'))];
  const ours = names.filter((name) => /^inkling.*\.(wasm|safetensors)$|^inkling-/.test(name));
  // HDF5's program has its hash from the bundler.
  expect(names.filter((name) => /^hdf5-[\w-]{8}\.wasm$/.test(name))).toHaveLength(1);
  expect(ours).toHaveLength(12);
  for (const name of ours) expect(name).toMatch(/^inkling[a-z-]*-[0-9a-f]{8}\.(js|wasm|safetensors)$/);
  expect(names).toContain('inkling.js');
});
