// Finds an Emscripten that is new enough, or puts one into a private prefix.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installPackages, isDebian, onPath } from '../../.tools/debian.mjs';
import { at } from '../../.tools/project.mjs';
import { Failure, step } from '../../.tools/steps.mjs';

/** Final relaxed-SIMD opcodes and -sDYNAMIC_EXECUTION=0 are both there from this release on. */
export const oldest = '3.1.58';

/** The version in what `emcc --version` prints, or undefined. */
export const versionIn = (text) => /^emcc .*\) (\d+\.\d+\.\d+)/m.exec(text)?.[1];

/** Whether a version such as '3.1.69' is the wanted one or newer. */
export function atLeast(version, wanted) {
  const [left, right] = [version, wanted].map((v) => v.split('.').map(Number));
  const different = right.findIndex((part, i) => (left[i] ?? 0) !== part);
  return different < 0 || (left[different] ?? 0) > right[different];
}

const suite = 'trixie';
const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const prefix = join(cache, 'inkling', `emscripten-${suite}`);

function newEnough(folder) {
  const emcc = join(folder, 'emcc');
  if (!existsSync(emcc)) return false;
  const version = versionIn(spawnSync(emcc, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  return version !== undefined && atLeast(version, oldest);
}

function find() {
  const folders = [];
  if (process.env.EMSDK) folders.push(join(process.env.EMSDK, 'upstream/emscripten'));
  if (onPath('emcc')) folders.push(dirname(onPath('emcc')));
  if (existsSync(join(prefix, 'complete'))) folders.push(join(prefix, 'usr/share/emscripten'));
  return folders.find(newEnough);
}

function pythonItself() {
  const asked = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
  return process.env.EMSDK_PYTHON || asked.stdout?.trim() || 'python3';
}

async function install() {
  if (!isDebian() || process.arch !== 'x64') {
    throw new Failure(
      `Emscripten ${oldest} or newer is missing. Please run\n\n` +
        '  git clone https://github.com/emscripten-core/emsdk.git\n' +
        '  cd emsdk && ./emsdk install latest && ./emsdk activate latest && . ./emsdk_env.sh\n\nand try again.',
    );
  }
  await installPackages('keyring');
  await step(`Fetching Emscripten into ${prefix} (about 150 MB)`, 'setup-emscripten', (run) =>
    run('bash', [at('wasm/setup/emscripten.sh'), prefix, suite]),
  );
}

/** The environment in which emcc and emcmake are found; installs Emscripten where it is missing. */
export async function emscripten() {
  let folder = find();
  if (!folder) {
    await install();
    folder = find();
  }
  if (!folder)
    throw new Failure(`The Emscripten in ${prefix} does not run; delete that folder and try again.`);
  return {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    // The interpreter itself: it is started for every file, and what stands for it on PATH may take its time.
    EMSDK_PYTHON: pythonItself(),
  };
}
