// `npm run bench:ink`: how well drawings are read, by size, place, pen and hand; numbers; and what is no digit.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from '../../.tools/build.mjs';
import { installPackages } from '../../.tools/debian.mjs';
import { at } from '../../.tools/project.mjs';
import { setUp } from '../../.tools/setup.mjs';
import { Failure, main } from '../../.tools/steps.mjs';
import { readSplit, strokesFolder } from './ink/data.mjs';
import * as change from './ink/drawings.mjs';
import { letters } from './ink/hershey.mjs';
import { doubtful, scribbles } from './ink/nonsense.mjs';
import { preparations } from './ink/preparations.mjs';
import { dice } from './ink/random.mjs';
import { reader } from './ink/reader.mjs';
import { keep, table } from './report.mjs';

const pad = 280;
const percent = (share) => `${(100 * share).toFixed(2)} %`;
const strokesOf = (drawings, alter) =>
  drawings.map((drawing, i) => ({ ...drawing, strokes: alter(drawing.strokes, dice(i + 1)) }));

/** The same drawings in other ways; `pen` is what the writer saw, in pixels of the pad. */
const ways = {
  'tidy: in the middle, 70 % of the pad': { alter: (strokes) => change.placed(strokes, pad, 0.7) },
  'off-centre': {
    alter: (strokes, { between }) => change.placed(strokes, pad, 0.4, [between(-80, 80), between(-80, 80)]),
  },
  ...Object.fromEntries(
    [0.15, 0.3, 1].map((share) => [
      `${100 * share} % of the pad`,
      { alter: (strokes) => change.placed(strokes, pad, share) },
    ]),
  ),
  ...Object.fromEntries(
    [2, 40].map((pen) => [
      `pen of ${pen} pixels`,
      { alter: (strokes) => change.placed(strokes, pad, 0.7), pen },
    ]),
  ),
  ...Object.fromEntries(
    [-0.35, 0.35].map((slope) => [
      `slanted by ${Math.abs(slope)} to the ${slope < 0 ? 'left' : 'right'}`,
      { alter: (strokes) => change.slanted(strokes, slope) },
    ]),
  ),
  ...Object.fromEntries(
    [-20, 20].map((degrees) => [
      `turned by ${degrees} degrees`,
      { alter: (strokes) => change.rotated(strokes, degrees) },
    ]),
  ),
  '12 points a stroke': { alter: (strokes) => change.coarse(strokes, 12) },
  'trembling by 1.5 %': { alter: (strokes, die) => change.trembling(strokes, 0.015, die) },
  'a gap of 5 %': { alter: (strokes, die) => change.broken(strokes, 0.05, die) },
  'three specks beside it': { alter: (strokes, die) => change.specked(strokes, die) },
};

const share = (all, test) => all.filter(test).length / all.length;

async function robustness(read, hands) {
  const rows = [];
  for (const [name, { alter, pen = 16 }] of Object.entries(ways)) {
    const figures = [];
    for (const drawings of Object.values(hands)) {
      const answers = await read(strokesOf(drawings, alter).map((one) => ({ ...one, pen })));
      figures.push(share(answers, ({ text }, i) => text === String(drawings[i].label)));
    }
    rows.push([name, ...figures]);
  }
  return rows;
}

async function wholeNumbers(read, hands) {
  const rows = [];
  for (const [hand, drawings] of Object.entries(hands)) {
    const all = change.numbers(drawings, 1000, 7);
    const answers = await read(all);
    for (const digits of [2, 3, 4, 5, 6]) {
      const some = answers
        .map((answer, i) => ({ answer, ...all[i] }))
        .filter((one) => one.label.length === digits);
      rows.push([hand, digits, share(some, ({ answer, label }) => answer.text === label)]);
    }
    rows.push([hand, 'all', share(answers, ({ text }, i) => text === all[i].label)]);
  }
  return rows;
}

async function refusals(read, hands) {
  const fontLetters = ['futural', 'rowmans', 'scripts'].flatMap(letters);
  const someScribbles = scribbles(1000, 99);
  const kinds = {
    'letters of three fonts': fontLetters,
    'those which are not shaped like digits': fontLetters.filter(
      ({ character }) => !doubtful.test(character),
    ),
    scribbles: someScribbles,
    'those which are not two upright bars': someScribbles.filter(({ character }) => !character),
  };
  const rows = [];
  for (const [name, drawings] of Object.entries(kinds)) {
    const answers = await read(drawings);
    const missed = drawings
      .filter((_, i) => !answers[i].rejected)
      .map(({ character }) => character)
      .join('');
    rows.push([name, share(answers, ({ rejected }) => rejected), missed]);
  }
  const blank = await read([{ strokes: [] }]);
  rows.push(['blank', share(blank, ({ text }) => text === ''), '']);
  for (const [hand, drawings] of Object.entries(hands))
    rows.push([
      `digits: ${hand}`,
      share(await read(drawings), ({ text }) => text.includes('?') || text === ''),
      '',
    ]);
  return rows;
}

await main(import.meta.url, async () => {
  const { values } = parseArgs({
    options: { model: { type: 'string', default: at('src/presets/inkling.safetensors') } },
  });
  if (!process.env.INKLING_DATA || !existsSync(strokesFolder()))
    throw new Failure(
      'Set INKLING_DATA to the folder with strokes/pendigits-train.jsonl and unipen-digits.jsonl.',
    );
  await installPackages('ink');
  await build(['native'], await setUp(['native']));
  const parts = readSplit(strokesFolder());
  const hands = Object.fromEntries(Object.entries(parts).map(([name, { held_out }]) => [name, held_out]));
  const { read, close } = reader(values.model);

  const robust = await robustness(read, hands);
  const names = Object.keys(hands);
  console.log('\nDigits of writers held out, read through `inkling predict`\n');
  table(
    ['drawn', ...names],
    robust.map(([name, ...figures]) => [name, ...figures.map(percent)]),
  );

  const numbers = await wholeNumbers(read, hands);
  console.log('Numbers of one writer each, wholly right\n');
  table(
    ['writers of', 'digits', 'right'],
    numbers.map(([hand, digits, right]) => [hand, digits, percent(right)]),
  );

  const refused = await refusals(read, hands);
  console.log('Refused as no digit\n');
  table(
    ['drawn', 'refused', 'letters that were not'],
    refused.map(([name, of, missed]) => [name, percent(of), missed]),
  );
  await close();

  const prepared = await preparations(values.model, hands);
  console.log('The same network, drawings prepared as others do\n');
  table(
    ['prepared', ...prepared.heads],
    prepared.rows.map(([name, ...figures]) => [name, ...figures.map(percent)]),
  );
  keep('ink', { robust, numbers, refused, prepared });
});
