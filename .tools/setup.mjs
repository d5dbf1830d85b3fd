// Brings whatever is missing. `npm run setup` sets up everything, the tests' browser included.
import { statSync } from 'node:fs';
import { installPackages } from './debian.mjs';
import { emscripten } from '../wasm/setup/emscripten.mjs';
import { at } from './project.mjs';
import { Failure, main, step } from './steps.mjs';

/** npm as it was started itself, which is not a program that can be run everywhere. */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script ? [process.execPath, [script, ...args]] : ['npm', args];
}

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm's packages, again whenever the lock file is newer than what was installed from it. */
export async function installNodeModules() {
  if (modified(at('node_modules/.package-lock.json')) >= modified(at('package-lock.json'))) return;
  await step("Installing npm's packages", 'setup-npm', (run) =>
    run(...npm('ci', '--no-audit', '--no-fund', '--loglevel=error')),
  );
}

/**
 * Sets up npm's packages and what the parts need: 'native', 'wasm', 'browser', 'clang'. Returns the environment to build them in.
 */
export async function setUp(parts) {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) throw new Failure(`Node 20 or newer is needed, this is ${process.version}.`);
  if (parts.length > 0) await installPackages('native', ...parts.filter((part) => part !== 'native'));
  await installNodeModules();
  return parts.includes('wasm') ? await emscripten() : {};
}

await main(import.meta.url, async () => {
  await setUp(['native', 'wasm', 'browser', 'clang']);
  console.log('Everything is set up.');
});
