// `npm run lint`: format and static checks; `--tidy` adds clang-tidy. `npm run format` (`--write`) formats.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { onPath } from './debian.mjs';
import { at, root, tool } from './project.mjs';
import { installNodeModules } from './setup.mjs';
import { Failure, main, step } from './steps.mjs';

/** Other releases of clang-format lay some lines out differently. */
const clangFormat = 14;

function cppFiles() {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.cpp', '*.h'];
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return files.split('\n').filter((file) => file && existsSync(at(file)));
}

function hasClangFormat() {
  if (!onPath('clang-format')) return false;
  return execFileSync('clang-format', ['--version'], { encoding: 'utf8' }).includes(
    ` version ${clangFormat}.`,
  );
}

const formatters = (write) => ({
  'clang-format': hasClangFormat()
    ? ['clang-format', ...(write ? ['-i'] : ['--dry-run', '-Werror']), ...cppFiles()]
    : undefined,
  prettier: tool('prettier', [write ? '--write' : '--check', '--log-level', 'warn', '.']),
});

/** What was found before is kept: the next time only what has changed is looked at. */
const tsc = (folder) => {
  const kept = at('build/tsc', `${folder.replace('/', '-')}.json`);
  return tool('tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', kept, '-p', folder], 'typescript');
};

/** Name -> command line of each check; undefined where its program is not there. */
export const checks = () => ({
  ...formatters(false),
  eslint: tool('eslint', ['--config', '.eslint.config.js', '--max-warnings', '0', '.']),
  'tsc web': tsc('web'),
  'tsc library': tsc('wasm/library'),
  'tsc tests': tsc('tests'),
});

function tidy() {
  if (!onPath('run-clang-tidy'))
    throw new Failure('clang-tidy is missing: sudo apt-get install -y clang-tidy');
  // It looks at each file by itself.
  const configure = ['-S', root, '-B', at('build/tidy'), '-DCMAKE_UNITY_BUILD=OFF'];
  execFileSync('cmake', configure, { stdio: ['ignore', 'ignore', 'inherit'] });
  const jobs = String(availableParallelism());
  return ['run-clang-tidy', '-quiet', '-p', at('build/tidy'), '-j', jobs, `^${at('src')}/`];
}

await main(import.meta.url, async () => {
  const options = process.argv.slice(2);
  await installNodeModules();
  const commands = options.includes('--write') ? formatters(true) : checks();
  if (options.includes('--tidy')) commands['clang-tidy'] = tidy();
  const wrong = [];
  for (const [name, command] of Object.entries(commands)) {
    if (!command) {
      console.log(`${name} ... skipped: version ${clangFormat} is not installed`);
      continue;
    }
    const [program, ...args] = command;
    await step(name, `lint-${name.replace(' ', '-')}`, (run) => run(program, args)).catch((error) => {
      wrong.push(name);
      console.error(error.message);
    });
  }
  if (wrong.length > 0) throw new Failure(`Not clean: ${wrong.join(', ')}`);
});
