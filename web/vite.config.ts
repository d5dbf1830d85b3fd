import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const library = resolve(root, '../dist/lib');
const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** The built engine and the shipped model go beside the bundle as they are: no bundler rewrites them. */
function engineFiles(): Plugin {
  const served = ['engine', 'inkling.safetensors'];
  let outDir = '';
  return {
    name: 'inkling-engine-files',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname).slice(1);
        const file = resolve(library, path);
        const ours = served.some((name) => path === name || path.startsWith(`${name}/`));
        if (!ours || !file.startsWith(library) || !existsSync(file) || !statSync(file).isFile())
          return next();
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle: () => {
      for (const name of served) {
        const from = resolve(library, name);
        if (!existsSync(from))
          throw new Error(`[site] ${name} is missing in dist/lib: build the library first`);
        cpSync(from, resolve(outDir, name), { recursive: true });
      }
    },
  };
}

/** The development server injects inline styles and scripts, which the page's own policy forbids. */
const relaxedPolicy: Plugin = {
  name: 'inkling-relaxed-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

export default defineConfig({
  root,
  base: './',
  plugins: [engineFiles(), relaxedPolicy],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
