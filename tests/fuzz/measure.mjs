// What files of at most 5 MB cost their readers: npm run fuzz:cost -- [COUNT] [SEED] makes hostile ones, and COUNT of
// each kind from the seeds, and prints the worst.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cmake, native } from '../../.tools/build.mjs';
import { at } from '../../.tools/project.mjs';
import { Failure, main, step } from '../../.tools/steps.mjs';
import { hostile } from './hostile.mjs';
import { mutated, randomFrom } from './mutate.mjs';
import { seeds } from './seeds.mjs';

/** What a file may take. */
const MEBIBYTES = 256;
const SECONDS = 3;
const SHOWN = 8;

function measured(target, files) {
  const folder = at('build/fuzz/files', target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const paths = files.map(([name, content]) => {
    writeFileSync(`${folder}/${name}`, content);
    return `${folder}/${name}`;
  });
  const results = [];
  while (paths.length) {
    const args = [target, ...paths.splice(0, 500)];
    const lines = execFileSync(at('build/native/inkling_measure'), args, { encoding: 'utf8' })
      .trim()
      .split('\n');
    results.push(...lines.map((line) => JSON.parse(line)));
  }
  return results;
}

function print(title, results, cost) {
  console.log(`\n${title}`);
  for (const { file, seconds, mebibytes, ended } of [...results]
    .sort((a, b) => cost(b) - cost(a))
    .slice(0, SHOWN))
    console.log(
      `${seconds.toFixed(2).padStart(7)} s ${String(mebibytes).padStart(6)} MiB  ${ended ? `ended by ${ended}  ` : ''}${file.split('/').slice(-2).join('/')}`,
    );
}

await main(import.meta.url, async () => {
  const [count = 300, seed = 1] = process.argv.slice(2).map(Number);
  await step('Building what measures', 'build-measure', (run) =>
    cmake(run, 'native', { ...native, target: 'inkling_measure' }),
  );
  const random = randomFrom(seed);
  const bad = hostile();
  const results = Object.entries(seeds).flatMap(([target, files]) => {
    const begun = Object.values(files);
    const made = Array.from({ length: count }, (_, i) => [
      `mutated-${seed}-${i}`,
      mutated(begun[Math.floor(random() * begun.length)], random, begun),
    ]);
    return measured(target, [...Object.entries(bad[target] ?? {}), ...made]);
  });
  print(`The slowest of ${results.length} files`, results, ({ seconds }) => seconds);
  print('The largest', results, ({ mebibytes }) => mebibytes);
  const wrong = results.filter((one) => one.ended || one.seconds > SECONDS || one.mebibytes > MEBIBYTES);
  if (wrong.length)
    throw new Failure(
      `Over ${SECONDS} s or ${MEBIBYTES} MiB, or ended: ${wrong.map(({ file }) => file.split('/').slice(-2).join('/')).join(', ')}`,
    );
});
