// Tables in Markdown, ready for a README.md, and the figures behind them in build/bench/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { at } from '../../.tools/project.mjs';
import { ratio, spread } from './race.mjs';

/** Three digits are all that a noisy machine can tell. */
export function rounded(number) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number) || 1)));
  return digits > 0 ? number.toFixed(digits) : Math.round(number).toLocaleString('en');
}

export const withRange = ({ median, min, max }, unit = '') =>
  `${rounded(median)}${unit} (${rounded(min)} to ${rounded(max)})`;

export function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n'));
}

export const heads = ['work', 'threads', 'images/s', 'compared with', 'images/s', 'ratio'];

function row(work, first, second) {
  const speed = ({ rounds }) => rounded(spread(rounds).median);
  const threads =
    first.threads === second.threads ? first.threads : `${first.threads} over ${second.threads}`;
  return [work, threads, speed(first), second.name, speed(second), `**${withRange(ratio(first, second))}**`];
}

/** Ours against each other contender with as many threads, and two threads against one. */
export function rows({ name, results }) {
  const ours = results.filter((one) => one.name === 'Inkling');
  const peers = results.filter((one) => one.name !== 'Inkling');
  const pairs = ours.flatMap((our) =>
    peers.filter(({ threads }) => threads === our.threads).map((peer) => [our, peer]),
  );
  const [one, two] = [1, 2].map((threads) => ours.find((our) => our.threads === threads));
  if (one && two) pairs.push([two, one]);
  return pairs.map(([first, second]) => row(name, first, second));
}

/** What a race was like: under which load, and who was not there. */
export function circumstances({ name, load, missing }) {
  console.log(`${name}: load ${load.map((value) => value.toFixed(1)).join(' to ')}`);
  for (const { name: peer, threads, reason } of missing) {
    console.log(`  without ${peer}, threads ${threads}: ${reason.split('\n')[0]}`);
  }
}

export function keep(suite, figures) {
  mkdirSync(at('build/bench'), { recursive: true });
  const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version };
  writeFileSync(
    at('build/bench', `${suite}.json`),
    `${JSON.stringify({ measured: new Date(), machine, ...figures }, null, 2)}\n`,
  );
}
