import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';

const read = (path: string) => readFileSync(at('web', path), 'utf8');
const files = readdirSync(at('web'), { recursive: true, encoding: 'utf8' });
const sheets = files.filter((path) => path.endsWith('.css'));
const modules = sheets.filter((path) => path.endsWith('.module.css'));
const global = sheets.filter((path) => !modules.includes(path));
const components = files.filter((path) => /\.tsx?$/.test(path));

/** The selectors of a sheet's rules, one by one. */
function selectorsOf(path: string): string[] {
  const preludes = read(path)
    .replace(/\/\*[^]*?\*\//g, '')
    .split(/[{};]/)
    .map((text) => text.trim());
  const isSelector = (text: string) => /^[.#:*[a-z][^]*$/i.test(text) && !/^[-\w]+:\s/.test(text);
  return preludes.filter(isSelector).flatMap((prelude) => prelude.split(/,(?![^(]*\))/));
}

const classesIn = (selector: string) => [...selector.matchAll(/\.([a-z][-\w]*)/gi)].map(([, name]) => name);
/** The last compound of a selector, which the rule styles, without what it only asks about. */
const subjectOf = (selector: string) =>
  selector
    .replace(/:(?:has|not)\((?:[^()]|\([^()]*\))*\)/g, '')
    .trim()
    .split(/[\s>+~]+(?![^([]*[)\]])/)
    .at(-1)!;
const styledBy = (path: string) => new Set(selectorsOf(path).map(subjectOf).flatMap(classesIn));

test('no class is styled by two sheets', () => {
  const owners = new Map<string, string[]>();
  for (const path of global)
    for (const name of styledBy(path)) owners.set(name, [...(owners.get(name) ?? []), path]);
  expect([...owners].filter(([, paths]) => paths.length > 1)).toEqual([]);
  // Names in a module are its own, unless it says otherwise.
  for (const path of modules) expect(read(path), path).not.toContain(':global');
});

test('classes that are written out are styled for the whole page', () => {
  const known = new Set(global.flatMap((path) => selectorsOf(path).flatMap(classesIn)));
  for (const path of components) {
    const written = read(path).matchAll(/\bclass(?:Name)? ?=[ {]*(?:[^{}'"`]*\? )?["'`]([-\w ]+)/g);
    for (const name of [...written].flatMap(([, names]) => names.trim().split(/\s+/)))
      expect(known, path).toContain(name);
  }
});

test.for(modules)('%s has the classes that its components use, and no others', (path) => {
  const used = new Set<string>();
  for (const component of components) {
    const text = read(component);
    for (const [whole, name, from] of text.matchAll(/import (\w+) from '(\..*\.module\.css)'/g)) {
      if (normalize(join(dirname(component), from)) !== path) continue;
      const uses = text.replace(whole, '').matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'));
      for (const [, local] of uses) if (local !== 'module') used.add(local);
    }
  }
  expect([...used].sort()).toEqual([...new Set(selectorsOf(path).flatMap(classesIn))].sort());
});
