// `npm run bench:against -- REV`: this tree beside another revision of it, training and asking the same networks in turn,
// natively and in Chromium.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { at } from '../../.tools/project.mjs';
import { Failure, step } from '../../.tools/steps.mjs';
import { inBrowser } from './browser.mjs';
import { native, web } from './contenders.mjs';
import { buildPrograms } from './native.mjs';
import { networks } from './networks.mjs';
import { race } from './race.mjs';
import { circumstances, heads, keep, rows, table } from './report.mjs';
import { buildLibrary } from './web.mjs';

const git = (...args) => execFileSync('git', args, { cwd: at(), encoding: 'utf8' }).trim();

function commitOf(revision) {
  try {
    return git('rev-parse', '--short', `${revision}^{commit}`);
  } catch {
    throw new Failure(`There is no revision ${revision} in this repository.`);
  }
}

/** Builds a commit in a folder of its own, by its own tools, unless that was done before. */
async function buildOther(commit) {
  const folder = at('build/against', commit);
  if (!existsSync(folder)) {
    git('worktree', 'prune');
    git('worktree', 'add', '--detach', folder, commit);
  }
  // What it needs of npm is mostly what is here already.
  if (!existsSync(`${folder}/node_modules`))
    cpSync(at('node_modules'), `${folder}/node_modules`, { recursive: true });
  await step(`Building ${commit}`, 'build-against', async (run) => {
    await run('npm', ['--prefix', folder, 'run', 'build']);
    const target = 'inkling_bench_network';
    await run('cmake', ['--build', `${folder}/build/native`, '--target', target, '-j']);
  });
  return folder;
}

/** Each of `contenders` with what it was then right after it: what else the machine does strikes both alike. */
const both = (contenders, asBefore, commit) =>
  contenders.flatMap((now, i) => [
    { ...now, name: 'Inkling' },
    { ...asBefore[i], name: commit },
  ]);

export async function benchAgainst(options, [revision]) {
  if (!revision) throw new Failure('Which revision? npm run bench:against -- REV');
  const commit = commitOf(revision);
  await buildPrograms();
  await buildLibrary();
  const folder = await buildOther(commit);
  const works = [
    { work: 'train', verb: 'train' },
    { work: 'predict', verb: 'ask', batch_size: 256 },
  ];
  const races = [];
  await inBrowser((start) =>
    inBrowser(async (startBefore) => {
      for (const name of options.networks) {
        const network = networks[name];
        for (const { work, verb, batch_size = network.batch_size } of works) {
          const wanted = { work, batch_size };
          const title = (where) => `${where}, ${verb} \`${name}\`, batch ${batch_size}`;
          const natively = both(native(network, wanted), native(network, { ...wanted, folder }), commit);
          races.push(await race(title('natively'), natively, options));
          for (const variant of ['auto', 'simd']) {
            const inTab = { ...wanted, variant };
            const tabs = both(web(start, network, inTab), web(startBefore, network, inTab), commit);
            races.push(await race(`${title('Chromium')}, ${variant}`, tabs, options));
          }
        }
      }
    }, folder),
  );
  console.log(`\nThis tree beside ${commit}\n`);
  table(heads, races.flatMap(rows));
  races.forEach(circumstances);
  keep('against', { commit, races });
}
