// `npm run fuzz -- MINUTES`: feeds every reader of bytes from outside, in turn, what was made of tests/fuzz/corpus. What
// makes one fail is left in build/fuzz/found, and the end is a failure then.
import { mkdirSync, readdirSync } from 'node:fs';
import { cmake, build } from '../../.tools/build.mjs';
import { clang, installPackages } from '../../.tools/debian.mjs';
import { at } from '../../.tools/project.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { Failure, logbook, main, step } from '../../.tools/steps.mjs';

const corpus = at('tests/fuzz/corpus');
const found = at('build/fuzz/found');
/** What a file may take, and three times as much with all that AddressSanitizer adds; it is slower by as much. */
const MEBIBYTES = 256;
const SECONDS = 3;
const SANITIZED = 3;
const LONGEST = 1 << 16;

async function fuzz(target, minutes) {
  const grown = at('build/fuzz/corpus', target);
  mkdirSync(grown, { recursive: true });
  const { run, read } = logbook(`fuzz-${target}`);
  const failure = await run(
    at('build/fuzz/inkling_fuzz'),
    [
      grown,
      `${corpus}/${target}`,
      `-max_total_time=${Math.max(Math.round(60 * minutes), 1)}`,
      `-max_len=${LONGEST}`,
      `-malloc_limit_mb=${MEBIBYTES}`,
      `-rss_limit_mb=${SANITIZED * MEBIBYTES}`,
      `-timeout=${SANITIZED * SECONDS}`,
      `-artifact_prefix=${found}/${target}-`,
      '-print_final_stats=1',
    ],
    { INKLING_FUZZ: target },
  ).then(
    () => undefined,
    (error) => error,
  );
  const [, executions = '0'] = /number_of_executed_units: (\d+)/.exec(read()) ?? [];
  console.log(`${target.padEnd(14)} ${executions} executions${failure ? ', FAILED' : ''}`);
  if (failure) console.error(failure.message);
  return !failure;
}

async function fuzzPage(minutes) {
  const { run, read } = logbook('fuzz-page');
  const failure = await run('node', [at('tests/fuzz/page.mjs'), String(60 * minutes)]).then(
    () => undefined,
    (error) => error,
  );
  console.log(`page           ${read().trim().split('\n').at(-1)}`);
  return !failure;
}

await main(import.meta.url, async () => {
  const minutes = Number(process.argv[2] ?? 10);
  if (!(minutes > 0)) throw new Failure(`How many minutes? npm run fuzz -- 10, got ${process.argv[2]}`);
  const env = await setUp(['wasm']);
  await installPackages('clang');
  await build(['wasm', 'library'], env);
  const options = ['-DCMAKE_BUILD_TYPE=Debug', '-DINKLING_FUZZ=ON', `-DCMAKE_CXX_COMPILER=${clang()}`];
  await step('Building what fuzzes', 'build-fuzz', (run) =>
    cmake(run, 'fuzz', { options, target: 'inkling_fuzz' }),
  );
  mkdirSync(found, { recursive: true });
  const targets = readdirSync(corpus);
  const each = minutes / (targets.length + 1);
  let wrong = 0;
  for (const target of targets) wrong += !(await fuzz(target, each));
  wrong += !(await fuzzPage(each));
  if (wrong) throw new Failure(`${wrong} readers failed; what they were fed is in build/fuzz/found`);
});
