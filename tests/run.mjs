// `npm test`: every test there is. `npm test -- native wasm` runs the stages that are named.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { cmake, engine, make, native } from '../wasm/setup/build.mjs';
import { chromium } from '../wasm/setup/debian.mjs';
import { checks } from '../wasm/setup/lint.mjs';
import { at, tool } from '../wasm/setup/project.mjs';
import { setUp } from '../wasm/setup/setup.mjs';
import { Failure, logbook, main, seconds } from '../wasm/setup/steps.mjs';
import { countCases } from './count.mjs';

const sanitized = { options: ['-DCMAKE_BUILD_TYPE=Debug', '-DINKLING_SANITIZE=ON'] };

/** The format and static checks; each counts as a case. */
async function lint({ run }) {
  const cases = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const command of Object.values(checks())) {
    if (!command) {
      cases.skipped += 1;
      continue;
    }
    const [program, ...args] = command;
    try {
      await run(program, args);
      cases.passed += 1;
    } catch (failure) {
      cases.failed += 1;
      cases.failures.push(failure);
    }
  }
  return cases;
}

/** Counted cases and whatever made the program that ran them fail. */
function tally({ passed = 0, failed = 0, skipped = 0 }, failure) {
  return { passed, failed: failure ? failed || 1 : failed, skipped, failures: failure ? [failure] : [] };
}

/** Builds everything in build/<name> and runs its CTest. */
const doctest =
  (name, configuration) =>
  async ({ run, read, env }) => {
    await cmake(run, name, configuration(env));
    const args = [
      '--test-dir',
      at('build', name),
      '--verbose',
      '--no-tests=error',
      '-j',
      String(availableParallelism()),
    ];
    const failure = await run('ctest', args).then(
      () => undefined,
      (error) => error,
    );
    return tally(countCases(read()), failure);
  };

/** Builds what the tests of a Vitest project need, and runs them. */
const vitest =
  (project, ...needed) =>
  async ({ run, env }) => {
    for (const part of needed) await make(part, run, env);
    const report = at('build/logs', `vitest-${project}.json`);
    rmSync(report, { force: true });
    const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', '--config', at('tests/vitest.config.ts'), '--project', project, ...reporters];
    const failure = await run(tool('vitest'), args, { INKLING_CHROMIUM: chromium() }).then(
      () => undefined,
      (error) => error,
    );
    if (!existsSync(report)) throw failure;
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return tally({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }, failure);
  };

const stages = {
  lint: { run: lint },
  setup: { run: vitest('setup') },
  native: { run: doctest('native', () => native) },
  sanitize: { run: doctest('asan', () => sanitized) },
  wasm: { parts: ['wasm'], run: doctest('wasm', engine) },
  library: { parts: ['wasm'], run: vitest('wasm', 'native', 'wasm', 'library') },
  web: { run: vitest('web') },
  browser: { parts: ['wasm', 'browser'], run: vitest('browser', 'wasm', 'library', 'site') },
};

await main(import.meta.url, async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(stages);
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    throw new Failure(
      `There is no stage ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}.`,
    );
  }
  const env = await setUp(names.flatMap((name) => stages[name].parts ?? []));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const started = performance.now();
    const result = await stages[name]
      .run({ ...logbook(`test-${name}`), env })
      .catch((error) => tally({}, error));
    for (const key of Object.keys(total)) total[key] += result[key];
    for (const { message } of result.failures) console.log(message);
    const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
    console.log(
      `${result.failed ? 'FAILED' : 'ok    '}  ${name.padEnd(12)}  ${counts}  (${seconds(started)})`,
    );
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exit(total.failed > 0 ? 1 : 0);
});
