// `npm run bench`: runs the benchmarks, prints their tables, keeps the figures in build/bench/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { cmake, native } from '../../wasm/setup/build.mjs';
import { at } from '../../wasm/setup/project.mjs';
import { setUp } from '../../wasm/setup/setup.mjs';
import { main, step } from '../../wasm/setup/steps.mjs';

const figure = ({ gflops, ratio }) =>
  `${gflops.median.toFixed(1)} (${gflops.min.toFixed(1)} to ${gflops.max.toFixed(1)}), x${ratio.median.toFixed(2)}`;

await main(import.meta.url, async () => {
  await setUp(['native']);
  await step('Building the benchmark', 'build-bench', (run) =>
    cmake(run, 'native', { ...native, target: 'inkling_bench' }),
  );
  const load = loadavg()[0];
  const rows = JSON.parse(execFileSync(at('build/native/inkling_bench'), { encoding: 'utf8' }));
  console.log(
    `\nProducts of one thread in GFLOP/s: median (least to most), ratio to portable. Load ${load.toFixed(2)}.`,
  );
  console.table(
    rows.map(({ layer, product, ...sets }) => ({
      layer,
      product,
      ...Object.fromEntries(Object.entries(sets).map(([name, set]) => [name, figure(set)])),
    })),
  );
  mkdirSync(at('build/bench'), { recursive: true });
  writeFileSync(at('build/bench/products.json'), `${JSON.stringify({ load, rows }, null, 2)}\n`);
});
