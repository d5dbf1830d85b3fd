import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { assetHashes } from '../../.tools/assets.mjs';
import { containers } from '../../.tools/containers.mjs';
import { notices } from '../../.tools/notices.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The public types are written down once, in a file that is its own declaration. */
const declarations: Plugin = {
  name: 'declarations',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'inkling.d.ts', source: readFileSync(here('types.ts')) });
  },
};

// The engine and the model are put beside the library by the build: no bundler rewrites them.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  define: assetHashes(),
  plugins: [declarations, containers(), notices().whole],
  build: {
    outDir: here('../../dist/lib'),
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: here('index.ts'), formats: ['es'], fileName: () => 'inkling.js' },
    rollupOptions: { output: { assetFileNames: '[name]-[hash][extname]' } },
  },
});
