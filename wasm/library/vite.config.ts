import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The public types are written down once, in a file that is its own declaration. */
const declarations: Plugin = {
  name: 'declarations',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'inkling.d.ts', source: readFileSync(here('types.ts')) });
  },
};

// The engine and the model are put beside the library by the build, as they are: no bundler rewrites them.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [declarations],
  build: {
    outDir: here('../../dist/lib'),
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: here('index.ts'), formats: ['es'], fileName: () => 'inkling.js' },
  },
});
