// What engines are shown to find out whether they answer alike, and whether they do.
import { isDeepStrictEqual } from 'node:util';
import { bounds, broken, coarse, mapped, placed, specked } from './bench/ink/drawings.mjs';
import { dice } from './bench/ink/random.mjs';
import { photographed } from './photograph.mjs';

const PAD = 400;

/** Side by side, each `gap` of the first one's height after the one before, and so many times as high. */
function inLine(drawings, die, size) {
  let right = 0;
  return drawings.flatMap((strokes, i) => {
    const box = bounds(strokes);
    const scale = ((i ? size : 1) * 100) / Math.max(box.height, 1);
    const start = right + (i ? die.between(-5, 40) : 0);
    right = start + box.width * scale;
    return mapped(strokes, (x, y) => [
      start + (x - box.left) * scale,
      100 + (y - box.top - box.height) * scale,
    ]);
  });
}

/** A mark to the right of a drawing, in hundredths of its height from its left and its top. */
function marked(strokes, marks) {
  const { left, top, width, height } = bounds(strokes);
  const mark = marks.map((stroke) =>
    stroke.map((value, i) => (i % 2 ? top : left + width) + (value * height) / 100),
  );
  return [...strokes, ...mark];
}

const marks = {
  point: [[15, 98]],
  'a fat point': [[15, 97, 17, 98, 16, 99, 15, 97]],
  comma: [[18, 92, 20, 98, 14, 112]],
  minus: [[15, 50, 55, 51]],
  plus: [
    [15, 50, 55, 50],
    [35, 30, 35, 70],
  ],
  'is equal to': [
    [15, 40, 55, 40],
    [15, 60, 55, 60],
  ],
  slash: [[15, 105, 50, -5]],
};

/** Points, signs, lines, small neighbours, digits in pieces, on top of each other and told badly. */
export function* likelyDrawings(digits) {
  const die = dice(1);
  const any = () => die.pick(digits).strokes;
  yield [];
  yield [[50, 50]];
  yield [[-1.5e-7, 0, 7, -20, 1e3, 0.25]];
  for (const { strokes } of digits) {
    const one = placed(strokes, PAD, 0.5);
    yield one;
    yield broken(one, 0.05, die);
    yield coarse(one, 12);
    yield specked(one, die);
    yield [...one, ...placed(any(), PAD, 0.5)];
    for (const size of [0.3, 0.6, 1]) yield inLine([strokes, any(), any()], die, size);
    for (const mark of Object.values(marks)) {
      const before = marked(strokes, mark);
      yield before;
      yield inLine([before, any()], die, 1);
    }
    const below = mapped(inLine([any(), any()], die, 1), (x, y) => [x, y + 180]);
    yield [...inLine([strokes, any()], die, 1), ...below];
  }
}

/** So many drawings of strokes that nobody would draw: dots, lines, wanderings and jumps, near and far. */
export function* randomDrawings(count, seed) {
  const die = dice(seed);
  for (let i = 0; i < count; i += 1) {
    const size = die.pick([1, 30, 300, 300, 300, 1e5]);
    yield Array.from({ length: 1 + die.below(5) }, () => {
      const jumps = die.next() < 0.2;
      let [x, y] = [die.between(0, size), die.between(0, size)];
      return Array.from({ length: die.pick([1, 1, 2, 5, 12, 30]) }, () => {
        const reach = jumps ? size : size / 10;
        [x, y] = [x + die.between(-reach, reach), y + die.between(-reach, reach)];
        return die.next() < 0.1 ? [Math.round(x), Math.round(y)] : [x, y];
      }).flat();
    });
  }
}

const papers = [
  {},
  { shade: 0.35, noise: 8 },
  { paper: 30, ink: 210 },
  { ruling: 55, squared: true },
  { side: 28, pen: 3 },
  { side: 60, pen: 9, noise: 25 },
];

/** Photographs of these drawings on papers of all kinds. */
export function* photographs(drawings) {
  for (const [i, strokes] of drawings.entries()) yield photographed(strokes, papers[i % papers.length]);
}

/** A square image of ink, 0 to 255, as a scanner would see it, so many times as large. */
export function scanned(image, times) {
  const from = Math.sqrt(image.length);
  const side = from * times;
  const along = (at) => {
    const place = Math.min(from - 1, Math.max(0, (at + 0.5) / times - 0.5));
    const first = Math.min(from - 2, Math.floor(place));
    return [first, place - first];
  };
  const pixels = Uint8Array.from({ length: side * side }, (_, i) => {
    const [[x, right], [y, down]] = [along(i % side), along(Math.floor(i / side))];
    const mean = (row) => image[row * from + x] * (1 - right) + image[row * from + x + 1] * right;
    return 255 - Math.round(0.8 * (mean(y) * (1 - down) + mean(y + 1) * down));
  });
  return { width: side, height: side, pixels };
}

const outcome = (asked) =>
  asked.then(
    (reading) => reading,
    // What ends an engine is no answer.
    (error) => {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      return error.message;
    },
  );

/** How many of these drawings and pictures all the models were shown; throws at the first on which they differ. */
export async function agree(models, shown) {
  let count = 0;
  for (const each of shown) {
    const ask = (model) =>
      'pixels' in each ? model.readPicture(each) : model.read({ strokes: each, pen: 4 });
    const [first, ...others] = await Promise.all(models.map((model) => outcome(ask(model))));
    for (const other of others)
      if (!isDeepStrictEqual(first, other))
        throw new Error(
          `${JSON.stringify(each)} is ${JSON.stringify([first, other].map(({ answer }) => answer))}`,
        );
    count += 1;
  }
  return count;
}
