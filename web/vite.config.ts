import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { assetHashes } from '../.tools/assets.mjs';
import { containers } from '../.tools/containers.mjs';
import { notices } from '../.tools/notices.mjs';
import { prerendered } from '../.tools/prerender.mjs';
import * as messages from './app/messages';
import { fill } from './app/messages/fill';

const licences = notices();
const words = {
  name: 'words',
  transformIndexHtml: { order: 'pre' as const, handler: (html: string) => fill(html, messages) },
};

// The engine and the model are put beside the bundle by the build: no bundler rewrites them.
const page: UserConfig = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  define: assetHashes(),
};

export default defineConfig({
  ...page,
  plugins: [words, containers(), prerendered(page, '/prerender.tsx'), licences.whole],
  worker: { format: 'es', plugins: () => [containers(), licences.inside] },
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The other programs of a tab are asked for by its own, all ahead of time: their names would make the first load larger.
      resolveDependencies: (_, needed) => needed.filter((name) => name.endsWith('.css')),
    },
  },
});
