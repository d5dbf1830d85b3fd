// A plugin for Vite that puts the page, rendered once, into its HTML: the first paint waits for no program.
import { createServer } from 'vite';

/** In place of what the program `prerender` exports; `config` is what the page is built with. */
export const prerendered = (config, program) => ({
  name: 'prerender',
  transformIndexHtml: {
    order: /** @type {const} */ ('pre'),
    async handler(html) {
      const server = await createServer({
        ...config,
        configFile: false,
        appType: 'custom',
        server: { middlewareMode: true, hmr: false, ws: false },
        optimizeDeps: { noDiscovery: true },
      });
      try {
        const { prerender } = await server.ssrLoadModule(program);
        return html.replace('<!--page-->', () => prerender());
      } finally {
        await server.close();
      }
    },
  },
});
