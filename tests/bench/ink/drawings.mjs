// Drawings as other people, pens and pads would have made them. A stroke is [x, y, x, y, ...].
import { dice } from './random.mjs';

export const mapped = (strokes, change) =>
  strokes.map((stroke) => {
    const moved = [];
    for (let i = 0; i < stroke.length; i += 2) moved.push(...change(stroke[i], stroke[i + 1]));
    return moved;
  });

/** To hundredths, for a file. */
export const rounded = (strokes) =>
  mapped(strokes, (x, y) => [x, y].map((value) => Math.round(value * 100) / 100));

export function bounds(strokes) {
  const every = (first) => strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === first));
  const [x, y] = [every(0), every(1)];
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [left, top] = [least(x), least(y)];
  return { left, top, width: most(x) - left, height: most(y) - top };
}

const side = ({ width, height }) => Math.max(width, height) || 1;

/** In the middle of a pad of so many pixels, `share` of it large. */
export function placed(strokes, pad, share, shift = [0, 0]) {
  const box = bounds(strokes);
  const scale = (pad * share) / side(box);
  return mapped(strokes, (x, y) => [
    pad / 2 + (x - box.left - box.width / 2) * scale + shift[0],
    pad / 2 + (y - box.top - box.height / 2) * scale + shift[1],
  ]);
}

export const slanted = (strokes, slope) => mapped(strokes, (x, y) => [x - slope * y, y]);

export const rotated = (strokes, degrees) => {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return mapped(strokes, (x, y) => [x * cosine - y * sine, x * sine + y * cosine]);
};

/** What a slow mouse tells of each stroke: so many points, evenly along it. */
export function coarse(strokes, points) {
  return strokes.map((stroke) => {
    const lengths = [0];
    for (let i = 2; i < stroke.length; i += 2)
      lengths.push(lengths.at(-1) + Math.hypot(stroke[i] - stroke[i - 2], stroke[i + 1] - stroke[i - 1]));
    const at = (length) => {
      const found = lengths.findIndex((each) => each >= length);
      const next = found < 0 ? lengths.length - 1 : Math.max(1, found);
      const step = lengths[next] - lengths[next - 1] || 1;
      const t = (length - lengths[next - 1]) / step;
      return [0, 1].map((axis) => stroke[2 * next - 2 + axis] * (1 - t) + stroke[2 * next + axis] * t);
    };
    if (stroke.length < 4) return stroke;
    return Array.from({ length: points }, (_, i) => at((lengths.at(-1) * i) / (points - 1))).flat();
  });
}

export function trembling(strokes, share, { next }) {
  const deviation = share * side(bounds(strokes));
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return mapped(strokes, (x, y) => [x + deviation * normal(), y + deviation * normal()]);
}

/** The pen lifted somewhere in the longest stroke for `share` of the drawing's side. */
export function broken(strokes, share, { below }) {
  const longest = strokes.reduce((a, b) => (b.length > a.length ? b : a));
  const points = longest.length / 2;
  if (points < 8) return strokes;
  const begin = 2 + below(points - 5);
  let end = begin + 1;
  const gap = share * side(bounds(strokes));
  const distance = (i) =>
    Math.hypot(longest[2 * i] - longest[2 * begin], longest[2 * i + 1] - longest[2 * begin + 1]);
  while (end + 2 < points && distance(end) < gap) end += 1;
  return strokes.flatMap((stroke) =>
    stroke === longest ? [stroke.slice(0, 2 * begin + 2), stroke.slice(2 * end)] : [stroke],
  );
}

/** Three dots somewhere around. */
export function specked(strokes, { between }) {
  const { left, top, width, height } = bounds(strokes);
  const dot = () => [left + width * between(-0.5, 1.5), top + height * between(-0.5, 1.5)];
  return [...strokes, dot(), dot(), dot()];
}

/**
 * Numbers of `digits` digits by one writer each: as high as each other up to a tenth, on one line, from `overlap` of
 * a digit's width over the one before to 0.35 of its height away from it.
 */
export function numbers(drawings, count, seed, overlap = 0.1) {
  const die = dice(seed);
  const byWriter = {};
  for (const drawing of drawings) (byWriter[drawing.writer] ??= []).push(drawing);
  const writers = Object.values(byWriter).filter((all) => all.length >= 20);
  return Array.from({ length: count }, (_, i) => {
    const all = die.pick(writers);
    const strokes = [];
    let label = '';
    let right = 0;
    for (let place = 0; place < 2 + (i % 5); place += 1) {
      const digit = die.pick(all);
      const box = bounds(digit.strokes);
      const scale = (100 * die.between(0.9, 1.1)) / Math.max(box.height, 0.4 * box.width, 1e-9);
      const width = box.width * scale;
      const start = place === 0 ? 0 : right + die.between(-overlap * width, 35);
      const drop = die.between(-6, 6);
      strokes.push(
        ...mapped(digit.strokes, (x, y) => [
          start + (x - box.left) * scale,
          (y - box.top - box.height / 2) * scale + drop,
        ]),
      );
      right = start + width;
      label += digit.label;
    }
    return { strokes, label };
  });
}
