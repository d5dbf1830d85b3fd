// `npm run bench:web`: training in Chromium with each variant of the engine.
import { execFileSync } from 'node:child_process';
import { build, cmake, engine } from '../../wasm/setup/build.mjs';
import { at, variants } from '../../wasm/setup/project.mjs';
import { setUp } from '../../wasm/setup/setup.mjs';
import { step } from '../../wasm/setup/steps.mjs';
import { inBrowser } from './browser.mjs';
import { web } from './contenders.mjs';
import { networks } from './networks.mjs';
import { race, spread } from './race.mjs';
import { circumstances, heads, keep, rounded, rows, table } from './report.mjs';

/** The library with all its variants; returns the environment that builds. */
export async function buildLibrary() {
  const env = await setUp(['native', 'wasm', 'browser']);
  await build(['wasm', 'library'], env);
  return env;
}

/** The most GFLOP/s that the products with SIMD reach, by themselves, in Node: the same V8 as Chromium's. */
async function ceiling(env) {
  const target = 'inkling_bench_products';
  await step('Building the products', 'build-bench-wasm', (run) =>
    cmake(run, 'wasm', { ...engine(env), target }),
  );
  const program = at('build/wasm', `${target}.cjs`);
  const measured = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }));
  return Math.max(...measured.map(({ portable }) => portable.gflops.median));
}

export async function benchWeb(options) {
  const env = await buildLibrary();
  const races = [];
  await inBrowser(async (start) => {
    for (const name of options.networks) {
      const network = networks[name];
      const each = variants.filter((variant) => variant !== 'scalar');
      const contenders = ['auto', ...each].flatMap((variant) => web(start, network, { variant }));
      races.push(await race(`Chromium, train \`${name}\`, batch ${network.batch_size}`, contenders, options));
    }
  });
  console.log('\nTraining in Chromium\n');
  table(heads, races.flatMap(rows));

  const most = await ceiling(env);
  const shares = races.map(({ name, results }, i) => {
    const { rounds } = results.find((one) => one.name === 'Inkling simd' && one.threads === 1);
    const gflops = (spread(rounds).median * networks[options.networks[i]].training_flop) / 1e9;
    return { name, gflops, share: gflops / most };
  });
  console.log(`\`simd\`, one thread; its products alone reach ${rounded(most)} GFLOP/s\n`);
  table(
    ['work', 'GFLOP/s', 'share'],
    shares.map(({ name, gflops, share }) => [name, rounded(gflops), `${(100 * share).toFixed(0)} %`]),
  );
  races.forEach(circumstances);
  keep('web', { races, ceiling_gflops: most, shares });
}
