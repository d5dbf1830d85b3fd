// `npm run bench:web`: training in Chromium with each variant of the engine.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build, cmake, engine } from '../../.tools/build.mjs';
import { at, variants } from '../../.tools/project.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { step } from '../../.tools/steps.mjs';
import { inBrowser } from './browser.mjs';
import { web } from './contenders.mjs';
import { networks } from './networks.mjs';
import { race, ratio, spread } from './race.mjs';
import { circumstances, heads, keep, rounded, rows, table, withRange } from './report.mjs';

/** The library with all its variants; returns the environment that builds. */
export async function buildLibrary() {
  const env = await setUp(['native', 'wasm', 'browser']);
  await build(['wasm', 'library'], env);
  return env;
}

/**
 * The products with SIMD by themselves, in Node: the same V8 as Chromium's. Its images are those of a network that
 * would be nothing but multiply-adds, at the most that the products reach in a round.
 */
async function products(env) {
  const target = 'inkling_bench_products';
  await step('Building the products', 'build-bench-wasm', (run) =>
    cmake(run, 'wasm', { ...engine(env), target }),
  );
  const program = at('build/wasm', `${target}.cjs`);
  const measure = promisify(execFile);
  return ({ training_flop }) => ({
    name: 'the products of `simd` alone',
    threads: 1,
    start: () => ({
      async round() {
        const measured = JSON.parse((await measure(process.execPath, [program])).stdout);
        const gflops = Math.max(...measured.map(({ portable }) => portable.gflops.median));
        return { images: (gflops * 1e9) / training_flop, seconds: 1 };
      },
      close() {},
    }),
  });
}

export async function benchWeb(options) {
  const env = await buildLibrary();
  const alone = await products(env);
  const races = [];
  await inBrowser(async (start) => {
    for (const name of options.networks) {
      const network = networks[name];
      const each = variants.filter((variant) => variant !== 'scalar');
      const ceiling = alone(network);
      const contenders = ['auto', ...each].flatMap((variant) => web(start, network, { variant }));
      const work = `Chromium, train \`${name}\`, batch ${network.batch_size}`;
      const { results, ...raced } = await race(work, [...contenders, ceiling], options);
      const of = (name) => results.find((one) => one.name === name && one.threads === 1);
      const [simd, most] = [of('Inkling simd'), of(ceiling.name)];
      const gflop = network.training_flop / 1e9;
      races.push({
        ...raced,
        results: results.filter((one) => one !== most),
        gflops: spread(simd.rounds.map((speed) => speed * gflop)),
        ceiling_gflops: spread(most.rounds.map((speed) => speed * gflop)),
        share: ratio(simd, most),
      });
    }
  });
  console.log('\nTraining in Chromium\n');
  table(heads, races.flatMap(rows));

  console.log('`simd`, one thread, beside its products alone in the same rounds\n');
  table(
    ['work', 'GFLOP/s', 'the products alone', 'share'],
    races.map(({ name, gflops, ceiling_gflops, share }) => [
      name,
      rounded(gflops.median),
      rounded(ceiling_gflops.median),
      `**${withRange(share)}**`,
    ]),
  );
  races.forEach(circumstances);
  keep('web', { races });
}
