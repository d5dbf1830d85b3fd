// How other programs turn a drawing into 28x28 pixels, and ours, all read by the same network.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at } from '../../../.tools/project.mjs';
import { bounds, placed } from './drawings.mjs';
import { dice } from './random.mjs';

const pad = 140;
const side = 28;

/** The pad after the pen has drawn: 1 where it has been. */
function canvas(strokes, pen) {
  const ink = new Float32Array(pad * pad);
  const radius = pen / 2;
  const within = (value) => Math.min(pad, Math.max(0, value));
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const [x1, y1] = [stroke[i], stroke[i + 1]];
      const [x0, y0] = i > 0 ? [stroke[i - 2], stroke[i - 1]] : [x1, y1];
      const square = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
      const rows = [Math.floor(Math.min(y0, y1) - radius), Math.ceil(Math.max(y0, y1) + radius)].map(within);
      const columns = [Math.floor(Math.min(x0, x1) - radius), Math.ceil(Math.max(x0, x1) + radius)].map(
        within,
      );
      for (let row = rows[0]; row < rows[1]; row += 1) {
        for (let column = columns[0]; column < columns[1]; column += 1) {
          const [x, y] = [column + 0.5 - x0, row + 0.5 - y0];
          const t = Math.min(1, Math.max(0, (x * (x1 - x0) + y * (y1 - y0)) / square));
          const far = Math.hypot(x - t * (x1 - x0), y - t * (y1 - y0));
          const value = Math.min(1, Math.max(0, radius + 0.5 - far));
          ink[row * pad + column] = Math.max(ink[row * pad + column], value);
        }
      }
    }
  }
  return ink;
}

/** The square from (left, top) of the pad, `size` wide, averaged to 28x28. */
function shrunk(ink, left, top, size) {
  const image = new Float32Array(side * side);
  const steps = 5;
  for (let i = 0; i < image.length; i += 1) {
    for (let j = 0; j < steps * steps; j += 1) {
      const x = Math.floor(left + (((i % side) + ((j % steps) + 0.5) / steps) * size) / side);
      const y = Math.floor(
        top + ((Math.floor(i / side) + (Math.floor(j / steps) + 0.5) / steps) * size) / side,
      );
      if (x >= 0 && x < pad && y >= 0 && y < pad) image[i] += ink[y * pad + x] / steps ** 2;
    }
  }
  return image;
}

function centred(image) {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((value, i) => {
    mass += value;
    x += value * (i % side);
    y += value * Math.floor(i / side);
  });
  const [dx, dy] = [x, y].map((sum) => Math.round(side / 2 - (mass ? sum / mass : 0)));
  return Float32Array.from(image, (_, i) => {
    const [column, row] = [(i % side) - dx, Math.floor(i / side) - dy];
    return column >= 0 && column < side && row >= 0 && row < side ? image[row * side + column] : 0;
  });
}

const others = {
  'whole canvas shrunk': (strokes, pen) => shrunk(canvas(strokes, pen), 0, 0, pad),
  'bounding box and a margin': (strokes, pen) => {
    const { left, top, width, height } = bounds(strokes);
    const size = 1.4 * Math.max(width, height, 1) + pen;
    return shrunk(canvas(strokes, pen), left + width / 2 - size / 2, top + height / 2 - size / 2, size);
  },
  'shrunk, centre of mass shifted': (strokes, pen) => centred(shrunk(canvas(strokes, pen), 0, 0, pad)),
};

const drawn = {
  'in the middle': () => ({ share: 0.7, pen: 10, shift: [0, 0] }),
  'off-centre': ({ between }) => ({ share: 0.45, pen: 10, shift: [between(-35, 35), between(-35, 35)] }),
  small: ({ between }) => ({ share: 0.2, pen: 6, shift: [between(-10, 10), between(-10, 10)] }),
  'thin pen': () => ({ share: 0.7, pen: 2, shift: [0, 0] }),
};

/** Shares read right: a row for each way to prepare, a column for each way to draw. */
export async function preparations(modelFile, hands) {
  const { createEngine } = await import(pathToFileURL(at('dist/lib/inkling.js')).href);
  const engine = await createEngine({ variant: 'simd' });
  const model = await engine.load(readFileSync(modelFile));
  const digits = Object.values(hands).flatMap((drawings) => drawings.filter((_, i) => i % 5 === 0));
  const guesses = async (images) => {
    const answers = await model.predict(images, images.length / side ** 2);
    return digits.map((_, i) => {
      const row = answers.subarray(10 * i, 10 * i + 10);
      return row.indexOf(Math.max(...row));
    });
  };
  const right = async (images) =>
    (await guesses(images)).filter((guess, i) => guess === digits[i].label).length / digits.length;
  const rows = [];
  const placedAs = (how) =>
    digits.map((digit, i) => {
      const { share, pen, shift } = how(dice(i + 1));
      return { label: digit.label, pen, strokes: placed(digit.strokes, pad, share, shift) };
    });
  for (const [name, prepare] of Object.entries(others)) {
    const figures = [];
    for (const how of Object.values(drawn)) {
      const images = placedAs(how).map(({ strokes, pen }) => prepare(strokes, pen));
      figures.push(await right(Float32Array.from(images.flatMap((image) => [...image]))));
    }
    rows.push([name, ...figures]);
  }
  const ours = [];
  for (const how of Object.values(drawn)) {
    const { images } = engine.asImages(placedAs(how));
    ours.push(await right(Float32Array.from(images, (byte) => byte / 255)));
  }
  rows.push(["Inkling's strokes", ...ours]);
  engine.dispose();
  return { heads: Object.keys(drawn), rows };
}
