// Splits the pen strokes by who wrote them, and makes up drawings that are no digits:
// node tests/bench/ink/data.mjs [FOLDER with pendigits-train.jsonl and unipen-digits.jsonl] -> build/ink/*.jsonl
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { installPackages } from '../../../.tools/debian.mjs';
import { at } from '../../../.tools/project.mjs';
import { Failure, main } from '../../../.tools/steps.mjs';
import { nonsense } from './nonsense.mjs';
import { styles } from './styles.mjs';

const split = JSON.parse(readFileSync(new URL('split.json', import.meta.url), 'utf8'));
const sources = { pendigits: 'pendigits-train.jsonl', unipen: 'unipen-digits.jsonl' };

const read = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

/** Whose drawings are never trained on. */
function heldOut(drawings, { donors = [], writers = [], one_writer_of = {} }) {
  const chosen = new Set(writers);
  for (const [donor, every] of Object.entries(one_writer_of)) {
    const all = [...new Set(drawings.filter(({ source }) => source === donor).map(({ writer }) => writer))];
    all
      .sort()
      .filter((_, i) => i % every === 0)
      .forEach((writer) => chosen.add(writer));
  }
  return ({ source, writer }) => donors.includes(source) || chosen.has(writer);
}

/** { pendigits: { training, held_out }, unipen: ... }. */
export function readSplit(folder) {
  return Object.fromEntries(
    Object.entries(sources).map(([name, file]) => {
      const drawings = read(`${folder}/${file}`);
      const out = heldOut(drawings, split[name]);
      return [name, { training: drawings.filter((one) => !out(one)), held_out: drawings.filter(out) }];
    }),
  );
}

export const strokesFolder = (argument) => argument ?? `${process.env.INKLING_DATA}/strokes`;

export function write(name, drawings) {
  mkdirSync(at('build/ink'), { recursive: true });
  const path = at('build/ink', name);
  writeFileSync(path, drawings.map((drawing) => `${JSON.stringify(drawing)}\n`).join(''));
  return path;
}

await main(import.meta.url, async () => {
  const [argument] = process.argv.slice(2);
  if (!argument && !process.env.INKLING_DATA)
    throw new Failure('Where are the strokes? Name their folder, or set INKLING_DATA to the one above it.');
  await installPackages('ink');
  const parts = readSplit(strokesFolder(argument));
  for (const [name, { training, held_out }] of Object.entries(parts)) {
    write(`${name}-training.jsonl`, training);
    write(`${name}-held-out.jsonl`, held_out);
    console.log(`${name}: ${training.length} to train on, ${held_out.length} held out`);
  }
  const digits = Object.values(parts).flatMap(({ training }) => training);
  write('no-digits.jsonl', nonsense(digits, 24_000));
  write('styles.jsonl', styles(digits, 3600));
});
