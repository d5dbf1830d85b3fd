// Builds of the page side by side, for benchmarks that open it.
import { parseArgs } from 'node:util';
import { at } from '../../.tools/project.mjs';
import { serveFolder } from '../../.tools/serve.mjs';

/** Until all that begins with the page is over. */
export const REST_MS = 2500;

/**
 * The command line's options, of which `defaults` has the texts that stand for those not given, and the sites that take turns:
 * this build's and, with `--beside FOLDER`, another's.
 */
export async function sites(defaults) {
  const options = Object.entries(defaults).map(([name, text]) => [name, { type: 'string', default: text }]);
  const { values } = parseArgs({ options: { ...Object.fromEntries(options), beside: { type: 'string' } } });
  const folders = { this: at('dist/site'), ...(values.beside && { beside: values.beside }) };
  const served = Object.entries(folders).map(async ([name, folder]) => {
    const { url, close } = await serveFolder(folder, { isolated: true });
    return { name, url, close };
  });
  return { values, sites: await Promise.all(served) };
}
