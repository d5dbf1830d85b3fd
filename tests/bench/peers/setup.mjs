// Brings the other programs, which nothing else of Inkling needs.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { installPackages } from '../../../.tools/debian.mjs';
import { at } from '../../../.tools/project.mjs';
import { step } from '../../../.tools/steps.mjs';

const folder = at('tests/bench/peers');
export const dlibProgram = at('build/bench/dlib_peer');

const newer = (file, source) => existsSync(file) && statSync(file).mtimeMs >= statSync(source).mtimeMs;

export async function installPeers() {
  await installPackages('peers');
  if (!newer(`${folder}/node_modules/.package-lock.json`, `${folder}/package-lock.json`)) {
    await step("Installing npm's packages of the peers (860 MB)", 'setup-peers', (run) =>
      // onnxruntime-node would fetch code for graphics processors after it is installed.
      run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']),
    );
  }
  const source = `${folder}/native/dlib_peer.cpp`;
  if (!newer(dlibProgram, source)) {
    mkdirSync(at('build/bench'), { recursive: true });
    const flags = ['-std=c++17', '-O3', '-march=native', '-w', source, '-o', dlibProgram];
    await step('Building the program with dlib', 'build-dlib', (run) =>
      run('c++', [...flags, '-ldlib', '-lblas', '-lpthread']),
    );
  }
}

/** Files that a peer reads, in build/bench/: their folder there. */
export function writeFiles(name, files) {
  const place = at('build/bench', name);
  mkdirSync(place, { recursive: true });
  for (const [file, bytes] of Object.entries(files)) writeFileSync(`${place}/${file}`, bytes);
  return place;
}
