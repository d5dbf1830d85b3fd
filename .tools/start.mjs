// `npm start`: sets up, builds, and serves the page until Ctrl-C.
import { build, everything } from './build.mjs';
import { at } from './project.mjs';
import { serveFolder } from './serve.mjs';
import { setUp } from './setup.mjs';
import { Failure, main } from './steps.mjs';

await main(import.meta.url, async () => {
  const port = Number(process.env.PORT || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Failure(`PORT must be a number up to 65535, got ${process.env.PORT}`);
  }
  const page = everything.filter((name) => name !== 'native');
  await build(page, await setUp(['wasm']));
  const { url } = await serveFolder(at('dist/site'), { port });
  console.log(`Inkling is ready at ${url}`);
});
