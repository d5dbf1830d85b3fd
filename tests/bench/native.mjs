// `npm run bench:native`: the products, the layers one by one, and training with each set of kernels.
import { execFileSync } from 'node:child_process';
import { cmake, native as build } from '../../.tools/build.mjs';
import { at } from '../../.tools/project.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { step } from '../../.tools/steps.mjs';
import { native, startNative } from './contenders.mjs';
import { networks } from './networks.mjs';
import { race, spread } from './race.mjs';
import { circumstances, heads, keep, rounded, rows, table, withRange } from './report.mjs';

export async function buildPrograms() {
  await setUp(['native']);
  await step('Building the benchmarks', 'build-bench', async (run) => {
    for (const target of ['inkling_bench_products', 'inkling_bench_network'])
      await cmake(run, 'native', { ...build, target });
  });
}

function products() {
  const measured = JSON.parse(execFileSync(at('build/native/inkling_bench_products'), { encoding: 'utf8' }));
  const sets = Object.keys(measured[0]).filter((key) => !['layer', 'product'].includes(key));
  const cell = ({ gflops, ratio }) => `${withRange(gflops)}, x${rounded(ratio.median)}`;
  console.log('\nProducts of one thread in GFLOP/s, and the ratio to the portable ones\n');
  table(
    ['product', ...sets],
    measured.map((row) => [`${row.layer}, ${row.product}`, ...sets.map((set) => cell(row[set]))]),
  );
  return measured;
}

/** Milliseconds a batch and GFLOP/s of every layer, forward and backward. */
async function layers(name, { rounds, round_ms }) {
  const network = networks[name];
  const { batch_size } = network;
  const program = await startNative(network, { threads: 1, batch_size });
  const measured = [];
  for (let i = 0; i < rounds; ++i) measured.push(await program.ask(`layers ${round_ms}`));
  await program.close();
  const per_batch = (seconds) =>
    spread(measured.map((round) => (seconds(round) * batch_size) / round.training.images)).median;
  const rows = measured[0].layers.map(({ layer, step, multiply_adds, backward_multiply_adds }, i) => {
    const pass = (key, multiply_adds) => {
      const seconds = per_batch((round) => round.layers[i][key]);
      const flop = 2 * multiply_adds * batch_size;
      return { ms: seconds * 1000, gflops: flop ? flop / seconds / 1e9 : null };
    };
    const forward = pass('forward_seconds', multiply_adds);
    return { layer, step, forward, backward: pass('backward_seconds', backward_multiply_adds) };
  });
  const whole = per_batch(({ training }) => training.seconds) * 1000;
  const sum = rows.reduce((total, { forward, backward }) => total + forward.ms + backward.ms, 0);
  console.log(`\nLayers of ${name}, batch ${batch_size}, one thread: ${rounded(whole)} ms a batch,`);
  console.log(`of which ${rounded(whole - sum)} ms are spent on images, loss and optimizer\n`);
  const cells = ({ ms, gflops }) => [ms.toFixed(2), gflops ? rounded(gflops) : ''];
  const row = ({ layer, step, forward, backward }) =>
    layer === step ? [layer, ...cells(forward), ...cells(backward)] : [layer, `within ${step}`, '', '', ''];
  table(['layer', 'forward ms', 'GFLOP/s', 'backward ms', 'GFLOP/s'], rows.map(row));
  return { name, batch_size, batch_ms: whole, layers: rows };
}

export async function benchNative(options) {
  await buildPrograms();
  const figures = { products: products(), layers: [], races: [] };
  for (const name of options.networks) {
    figures.layers.push(await layers(name, options));
    const network = networks[name];
    const contenders = [...native(network, {}), ...native(network, { kernels: 'portable' })];
    const title = `native, train \`${name}\`, batch ${network.batch_size}`;
    figures.races.push(await race(title, contenders, options));
  }
  console.log('\nTraining natively\n');
  table(heads, figures.races.flatMap(rows));
  figures.races.forEach(circumstances);
  keep('native', figures);
}
