import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import { quick, stages } from '../../.tools/stages.mjs';

test('the quick stages are some of all, in their order, and need no engine', () => {
  const names = Object.keys(quick);
  expect(Object.keys(stages).filter((name) => names.includes(name))).toEqual(names);
  for (const stage of Object.values(quick)) expect('parts' in stage ? stage.parts : []).not.toContain('wasm');
});

test('an unknown stage is refused with those there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [at('.tools/test.mjs'), 'quik'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain(
    'There is no stage quik; there are web, setup, types, lint, native, clang, sanitize, library, wasm, browser, quick.',
  );
});
