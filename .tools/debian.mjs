// What Debian packages: the build tools, the libraries' headers, and the browser for the tests.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, step } from './steps.mjs';

/** How the files of programs may end. */
const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];

/** The full path of the first of these programs on PATH, or undefined. */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names.flatMap((each) => endings.map((end) => each + end))) {
    for (const folder of folders) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not in this folder
      }
    }
  }
  return undefined;
}

const includes = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
if (process.env.CPATH) includes.push(...process.env.CPATH.split(delimiter));
const header = (...names) => names.some((name) => includes.some((folder) => existsSync(join(folder, name))));

/** Where Chrome is on systems that do not put it on PATH. */
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser of the tests: `INKLING_CHROMIUM`, or what is installed. */
export const chromium = () =>
  process.env.INKLING_CHROMIUM ??
  onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ??
  applications.find((file) => existsSync(file));

/** Has libFuzzer. In Debian 12 it knows less of C++20 than GCC does. */
export const clang = () => onPath('clang++-14', 'clang++');

const packages = {
  native: {
    'g++': () => onPath('c++', 'g++', 'clang++'),
    cmake: () => onPath('cmake'),
    'ninja-build': () => onPath('ninja', 'make'),
    'libeigen3-dev': () => header('eigen3/Eigen/Core', 'Eigen/Core'),
    'doctest-dev': () => header('doctest/doctest.h'),
    'nlohmann-json3-dev': () => header('nlohmann/json.hpp'),
    'libcli11-dev': () => header('CLI/CLI.hpp'),
    'libmd-dev': () => header('sha2.h'),
    'zlib1g-dev': () => header('zlib.h'),
    'libpng-dev': () => header('png.h'),
    'libzip-dev': () => header('zip.h'),
    'libprotobuf-dev': () => header('google/protobuf/message.h'),
    'protobuf-compiler': () => onPath('protoc'),
  },
  clang: {
    'clang-14': clang,
    'libclang-rt-14-dev': () => !isDebian() || existsSync('/usr/share/doc/libclang-rt-14-dev'),
  },
  wasm: { python3: () => onPath('python3') },
  keyring: { 'debian-archive-keyring': () => existsSync('/usr/share/keyrings/debian-archive-keyring.gpg') },
  browser: { chromium },
  // What the benchmarks compare with.
  ink: { 'hershey-fonts-data': () => existsSync('/usr/share/hershey-fonts/futural.jhf') },
  peers: {
    'python3-torch': () => existsSync('/usr/lib/python3/dist-packages/torch'),
    'python3-h5py': () => existsSync('/usr/lib/python3/dist-packages/h5py'),
    'libdlib-dev': () => header('dlib/dnn.h'),
    'libopenblas-dev': () => existsSync('/usr/share/doc/libopenblas-dev'),
  },
};

/** True on Debian and what descends from it. */
export function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function asRoot(command) {
  if (process.getuid() === 0) return command;
  if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo', '-n', ...command];
  return undefined;
}

/** Installs what is missing of these groups of packages; a Failure says what to do where that cannot be done. */
export async function installPackages(...groups) {
  const found = Object.assign({}, ...groups.map((group) => packages[group]));
  const missing = Object.keys(found).filter((name) => !found[name]());
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (!isDebian()) {
    throw new Failure(`Please install these first (by their names in Debian): ${list}`);
  }
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-o', 'DPkg::Lock::Timeout=300'];
  const install = asRoot([...quiet, 'install', '--no-install-recommends', ...missing]);
  if (!install) {
    throw new Failure(
      `Debian packages are missing, and only root may install them. Please run\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${list}\n\nand try again.`,
    );
  }
  await step(`Installing from Debian: ${list}`, 'setup-packages', async (run) => {
    const [command, ...args] = install;
    // The lists of packages may be empty or old; refreshing them may fail for a source that does not matter here.
    await run(command, args).catch(async () => {
      const [update, ...rest] = asRoot([...quiet, 'update']);
      await run(update, rest).catch(() => {});
      await run(command, args);
    });
  });
  const still = missing.filter((name) => !found[name]());
  if (still.length > 0) throw new Failure(`Installed, but not found where they belong: ${still.join(' ')}`);
}
