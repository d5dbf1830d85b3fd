// `npm run bench:pictures`: how well pictures of digits are read, by paper, light and pen. Reads with the library as it
// is built.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { at } from '../../.tools/project.mjs';
import { Failure, main } from '../../.tools/steps.mjs';
import { photographed } from '../photograph.mjs';
import { bounds, numbers } from './ink/drawings.mjs';
import { readSplit, strokesFolder } from './ink/data.mjs';
import { keep, table } from './report.mjs';

const papers = {
  plain: {},
  'light from one side, noise': { shade: 0.35, noise: 8 },
  ruled: { ruling: 55 },
  squared: { ruling: 55, squared: true },
  'light on dark': { paper: 30, ink: 210, noise: 8 },
  'much noise': { noise: 40 },
  'a thin pen': { pen: 3 },
  'a fat pen': { pen: 32 },
  '40 pixels high': { side: 40, pen: 4 },
  '600 pixels high': { side: 600, pen: 50 },
};

await main(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      digits: { type: 'string', default: '500' },
      variant: { type: 'string', default: 'auto' },
    },
  });
  if (!process.env.INKLING_DATA || !existsSync(strokesFolder()))
    throw new Failure(
      'Set INKLING_DATA to the folder with strokes/pendigits-train.jsonl and unipen-digits.jsonl.',
    );
  const { createEngine } = await import(pathToFileURL(at('dist/lib/inkling.js')).href);
  const engine = await createEngine({ variant: values.variant, threads: 1 });
  const model = await engine.load();
  const parts = Object.entries(readSplit(strokesFolder()));
  const hands = parts.map(([name, { held_out }]) => {
    const step = Math.max(1, Math.floor(held_out.length / Number(values.digits)));
    return [name, held_out.filter((_, i) => i % step === 0).slice(0, Number(values.digits))];
  });
  const drawnNumbers = parts.map(([name, { held_out }]) => [
    name,
    numbers(held_out, Number(values.digits), 7),
  ]);
  const shareRight = async (drawings, answer) => {
    let right = 0;
    for (const drawing of drawings) if ((await answer(drawing)).text === String(drawing.label)) right += 1;
    return right / drawings.length;
  };
  const rows = [];
  const add = async (name, answer, all = hands) => {
    const row = [name];
    for (const [, drawings] of all) row.push(await shareRight(drawings, answer));
    rows.push(row);
  };
  await add('the strokes themselves', (drawing) => model.recognize(drawing));
  for (const [name, how] of Object.entries(papers))
    await add(name, async ({ strokes }) => (await model.readPicture(photographed(strokes, how))).answer);
  const photographedNumber = ({ strokes }) => {
    const { width, height } = bounds(strokes);
    return photographed(strokes, { side: Math.max(width, height), pen: 9 });
  };
  await add('numbers: the strokes themselves', ({ strokes }) => model.recognize({ strokes }), drawnNumbers);
  await add(
    'numbers of 2 to 6 digits, some of which touch',
    async (number) => (await model.readPicture(photographedNumber(number))).answer,
    drawnNumbers,
  );
  engine.dispose();
  table(
    ['picture', ...hands.map(([name, { length }]) => `${name}, ${length} each`)],
    rows.map(([name, ...shares]) => [name, ...shares.map((share) => `${(100 * share).toFixed(1)} %`)]),
  );
  keep('pictures', { rows });
});
