// Feeds the page's own readers, and the library, files that were made of the seeds: node tests/fuzz/page.mjs SECONDS [SEED].
// A process of its own reads them, and is watched: what takes it too long or ends it is left in build/fuzz/found.
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import { at, root } from '../../.tools/project.mjs';
import { Failure, main } from '../../.tools/steps.mjs';
import { mutated, randomFrom } from './mutate.mjs';
import { model, seeds } from './seeds.mjs';

const [, , seconds = '60', seed = '1', child] = process.argv;
const folder = at('build/fuzz/found');
const current = `${folder}/page-current`;
/** Of one file. */
const MOST_MS = 3000;

/** Readers by the seeds that they begin with: they throw an Error in words, or come back. */
async function readers() {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null },
  });
  const { readImported } = await server.ssrLoadModule('/web/data/files.ts');
  const { fromLines } = await server.ssrLoadModule('/web/drawings/stroke_file.ts');
  const { createEngine } = await import(at('dist/lib/inkling.js'));
  const engine = await createEngine({ threads: 1 });
  const shipped = await engine.load();
  const readData = (path) => async (bytes) => {
    const reader = engine.dataReader();
    try {
      await readImported([{ path, file: new File([bytes], 'file') }], reader, async () => {});
      reader.read();
    } finally {
      reader.dispose();
    }
  };
  const { archive, arrays, configuration, strokes } = seeds;
  return {
    close: () => server.close(),
    all: [
      { files: Object.values(archive), read: readData('digits/7/a.png') },
      { files: Object.values(arrays).map((bytes) => bytes.subarray(1)), read: readData('x_train.npy') },
      {
        files: [model(false), model(true)],
        read: async (bytes) => {
          const opened = await engine.load(bytes);
          try {
            opened.save();
          } finally {
            opened.dispose?.();
          }
        },
      },
      {
        files: Object.values(strokes),
        read: async (bytes) => {
          const text = Buffer.from(bytes).toString();
          for (const { strokes } of await fromLines('file', text)) await shipped.recognize({ strokes });
        },
      },
      {
        files: Object.values(configuration),
        read: async (bytes) => engine.outline(JSON.parse(Buffer.from(bytes).toString())),
      },
    ],
  };
}

/** An Error of one line, as all of ours are, or of JSON.parse, which stands in the page's place here. */
const isInWords = (error) =>
  error instanceof SyntaxError ||
  (error instanceof Error && !(error instanceof WebAssembly.RuntimeError) && !/[\n\r]/.test(error.message));

async function readAll() {
  const { all, close } = await readers();
  const random = randomFrom(Number(seed));
  const end = performance.now() + 1000 * Number(seconds);
  for (let count = 0; ; count++) {
    if (performance.now() > end) {
      process.send({ count, done: true });
      await close();
      process.exit(0);
    }
    const { files, read } = all[count % all.length];
    const bytes = mutated(files[Math.floor(random() * files.length)], random, files);
    writeFileSync(current, bytes);
    process.send({ count });
    await read(new Uint8Array(bytes)).catch((error) => {
      if (!isInWords(error)) throw error;
    });
  }
}

/** How many files were read, and why it ended before its time. */
const watched = () =>
  new Promise((resolve) => {
    const args = ['--max-old-space-size=512', at('tests/fuzz/page.mjs'), seconds, seed, 'child'];
    const reader = spawn('node', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let count = 0;
    let why;
    let late;
    reader.on('message', (message) => {
      count = message.count;
      clearTimeout(late);
      if (message.done) return;
      late = setTimeout(() => {
        why = `more than ${MOST_MS} ms`;
        reader.kill('SIGKILL');
      }, MOST_MS);
    });
    reader.once('close', (code, signal) => {
      clearTimeout(late);
      resolve({ count, why: why ?? (code === 0 ? undefined : `ended with ${code ?? signal}`) });
    });
  });

if (child) await readAll();
else
  await main(import.meta.url, async () => {
    mkdirSync(folder, { recursive: true });
    const { count, why } = await watched();
    console.log(`${count} executions${why ? ', FAILED' : ''}`);
    if (!why) return rmSync(current, { force: true });
    renameSync(current, `${folder}/page-${seed}-${count}`);
    throw new Failure(`Reading file ${count} of seed ${seed}: ${why}`);
  });
