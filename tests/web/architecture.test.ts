import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { tabs } from '../../web/app/tab';

/** The floors of the page, the lowest first. A file imports from its own folder and from the floors below its own. */
const floors = [
  ['app/messages'],
  ['data', 'ui'],
  ['state'],
  ['workers'],
  ['app'],
  [...tabs],
  ['page'],
  ['main', 'prerender'],
];

/** So long a file may be. */
const LINES = 250;

const files = readdirSync(at('web'), { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && path !== 'vite.config.ts',
);

const isIn = (path: string, folder: string) =>
  path.replace(/\.tsx?$/, '') === folder || path.startsWith(`${folder}/`);
const floorOf = (path: string) => floors.findIndex((folders) => folders.some((folder) => isIn(path, folder)));
const folderOf = (path: string) => floors[floorOf(path)].find((folder) => isIn(path, folder));

/** The files of the page that a file imports, as paths below web/, and without their endings as they are imported. */
function importsOf(path: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(at('web', path), 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(path), name)).replaceAll('\\', '/'));
}

test('every file of the page stands on one of its floors', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => floorOf(path) < 0)).toEqual([]);
});

test('a file imports from its own folder and from the floors below', () => {
  const upward = files.flatMap((path) =>
    importsOf(path)
      .filter((name) => !name.startsWith('..'))
      .filter((name) => folderOf(name) !== folderOf(path) && floorOf(name) >= floorOf(path))
      .map((name) => `${path} imports ${name}`),
  );
  expect(upward).toEqual([]);
});

test('the page takes from the library what the library exports, and nothing of the core or the tests', () => {
  const outside = files.flatMap((path) =>
    importsOf(path)
      .filter((name) => name.startsWith('..') && name !== '../wasm/library/index')
      .map((name) => `${path} imports ${name}`),
  );
  expect(outside).toEqual([]);
});

test('no file of the page is long', () => {
  const long = files.filter((path) => readFileSync(at('web', path), 'utf8').split('\n').length > LINES);
  expect(long).toEqual([]);
});
