// The stages of `npm test`, and those of `npm test -- quick`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { cmake, engine, make, native } from './build.mjs';
import { chromium, clang } from './debian.mjs';
import { checks } from './lint.mjs';
import { at, root, tool } from './project.mjs';
import { countCases, failedCases, failedTests } from './count.mjs';

const sanitized = { options: ['-DCMAKE_BUILD_TYPE=Debug', '-DINKLING_SANITIZE=ON'] };

/** Format and static checks, each counted as a case. */
const lint =
  (isChosen) =>
  async ({ run }) => {
    const cases = { passed: 0, failed: 0, skipped: 0, failures: [], names: [] };
    for (const [name, command] of Object.entries(checks())) {
      if (!isChosen(name)) continue;
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
        cases.names.push(name);
      }
    }
    return cases;
  };

/** Counted cases, those that failed in a line each, and whatever made the program that ran them fail. */
export function tally({ passed = 0, failed = 0, skipped = 0 }, failure, names = []) {
  return {
    passed,
    failed: failure ? failed || 1 : failed,
    skipped,
    failures: failure ? [failure] : [],
    names,
  };
}

/** Builds what is configured in build/<name> and runs its CTest. */
const doctest =
  (name, configuration, ...choice) =>
  async ({ run, read, env }) => {
    await cmake(run, name, configuration(env));
    const args = [
      '--test-dir',
      at('build', name),
      '--verbose',
      '--no-tests=error',
      '-j',
      String(availableParallelism()),
      ...choice,
    ];
    const failure = await run('ctest', args).then(
      () => undefined,
      (error) => error,
    );
    return tally(countCases(read()), failure, failedCases(read()));
  };

/** Has clang read the core and the command line as GCC compiles them, each of their files a case: it refuses more. */
async function readByClang({ run }) {
  await cmake(run, 'native', { ...native, target: 'inkling' });
  const all = JSON.parse(readFileSync(at('build/native/compile_commands.json'), 'utf8'));
  const wanted = all.filter(({ command }) => /CMakeFiles\/inkling(_core(_other)?)?\.dir\//.test(command));
  const cases = { passed: 0, failed: 0, skipped: 0, failures: [], names: [] };
  const readOn = async () => {
    for (let unit = wanted.pop(); unit; unit = wanted.pop()) {
      const { command, file } = unit;
      const [, ...words] = command.split(' ');
      const args = words.filter((word) => /^(-(I|isystem|f|m|std)|\/)/.test(word));
      await run(clang(), ['-fsyntax-only', ...args]).then(
        () => (cases.passed += 1),
        (error) => {
          cases.failed += 1;
          cases.failures.push(error);
          cases.names.push(relative(root, file));
        },
      );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, readOn));
  return cases;
}

/** Builds what the tests of a Vitest project need, and runs them. */
const vitest =
  (project, ...needed) =>
  async ({ run, env }) => {
    for (const part of needed) await make(part, run, env);
    const report = at('build/logs', `vitest-${project}.json`);
    rmSync(report, { force: true });
    const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
    const config = at('tests/vitest.config.ts');
    const [node, ...args] = tool('vitest', ['run', '--config', config, '--project', project, ...reporters]);
    const failure = await run(node, args, { INKLING_CHROMIUM: chromium() }).then(
      () => undefined,
      (error) => error,
    );
    if (!existsSync(report)) throw failure;
    const told = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = told;
    return tally({ passed, failed, skipped }, failure, failedTests(told));
  };

const isTypes = (name) => name.startsWith('tsc');

/**
 * The cheapest come first. `parts` is what has to be set up. Those that are `isAside` run one after the other, beside those that
 * are not, on what these leave of the processors: a browser often waits, and much else has one thread.
 */
export const stages = {
  web: { run: vitest('web') },
  setup: { run: vitest('setup') },
  types: { run: lint(isTypes), isAside: true },
  lint: { run: lint((name) => !isTypes(name)), isAside: true },
  native: { parts: ['native'], run: doctest('native', () => native) },
  clang: { parts: ['native', 'clang'], run: readByClang, isAside: true },
  sanitize: { parts: ['native'], run: doctest('asan', () => sanitized), isAside: true },
  library: { parts: ['wasm'], run: vitest('wasm', 'native', 'wasm', 'library'), isAside: true },
  wasm: { parts: ['wasm'], run: doctest('wasm', engine), isAside: true },
  browser: { parts: ['wasm', 'browser'], run: vitest('browser', 'wasm', 'library', 'site') },
};

/** What most often breaks, in under two minutes once it has been built. */
export const quick = {
  web: stages.web,
  setup: stages.setup,
  types: stages.types,
  native: {
    parts: ['native'],
    run: doctest(
      'native',
      () => ({ ...native, target: ['inkling_tests', 'inkling_tests_cli'] }),
      '-C',
      'quick',
      '-R',
      '^quick',
    ),
  },
};
