import { mkdirSync, rmSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { cmake } from '../../.tools/build.mjs';
import { at } from '../../.tools/project.mjs';

const name = 'test-of-configuring';

test('a folder is configured anew for another compiler, not for another PATH of the caller', async () => {
  let configured = 0;
  const run = (_command: string, [first]: string[]) => {
    if (first === '--build') return;
    configured++;
    mkdirSync(at('build', name), { recursive: true });
  };
  const buildFor = async (compiler: string, path: string) => {
    vi.stubEnv('PATH', path);
    await cmake(run, name, { target: 'all', env: { PATH: `${compiler}:${path}` } });
    return configured;
  };
  try {
    rmSync(at('build', name), { recursive: true, force: true });
    expect(await buildFor('/emscripten-3', '/usr/bin')).toBe(1);
    expect(await buildFor('/emscripten-3', '/node_modules/.bin:/usr/bin')).toBe(1);
    expect(await buildFor('/emscripten-4', '/usr/bin')).toBe(2);
  } finally {
    vi.unstubAllEnvs();
    rmSync(at('build', name), { recursive: true, force: true });
  }
});
