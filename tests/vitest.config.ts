import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { containers } from '../.tools/containers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = (name: string) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`] },
});

export default defineConfig({
  root,
  plugins: [containers()],
  cacheDir: 'build/vitest',
  // What the build puts in.
  define: { INKLING_ENGINES: '""', INKLING_MODELS: '{}' },
  test: {
    // Node would take it as it is in its package.
    server: { deps: { inline: ['h5wasm'] } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A busy machine takes its time; one second is no part of what is tested.
    expect: { poll: { timeout: 20_000 } },
    projects: [project('setup'), project('wasm'), project('web'), project('browser')],
  },
});
