// Ways of writing digits that few of the writers at hand have: zeros struck through, strokes that run on as if to the next
// letter, fives whose bar floats above them, and loops that do not close.
import { bounds, mapped, rounded } from './drawings.mjs';
import { dice } from './random.mjs';

/** A line through the middle of a zero: rising, falling or level. */
function struck({ strokes }, { between, pick }) {
  const { left, top, width, height } = bounds(strokes);
  const [x, y] = [left + width * between(0.4, 0.6), top + height * between(0.4, 0.6)];
  const reach = between(0.45, 0.75);
  const [across, down] = pick([
    [width, -height],
    [width, height],
    [1.3 * width, height * between(-0.2, 0.1)],
  ]).map((length) => length * reach);
  return [...strokes, [x - across, y - down, x + across, y + down]];
}

/** The stroke goes on, turning the way it turned last, until it rises to the right. */
function runningOn({ label, strokes }, { between }) {
  const stroke = strokes[0];
  const { height } = bounds(strokes);
  const points = stroke.length / 2;
  const heading = (from, to) =>
    Math.atan2(stroke[2 * to + 1] - stroke[2 * from + 1], stroke[2 * to] - stroke[2 * from]);
  const turned = (angle) => Math.atan2(Math.sin(angle), Math.cos(angle));
  const back = Math.max(1, Math.round(points / 10));
  const last = heading(points - 1 - back, points - 1);
  const before = heading(points - 1 - 2 * back, points - 1 - back);
  // A 7 with a level foot would be a 2.
  const hooked = label === 7;
  const rest = turned(between(...(hooked ? [-1.2, -0.7] : [-1, 0])) - last);
  const sense = Math.abs(rest) < 0.7 ? Math.sign(rest) : Math.sign(turned(last - before)) || 1;
  const whole = sense * rest < 0 ? rest + sense * 2 * Math.PI : rest;
  const turning = between(...(hooked ? [0.03, 0.12] : [0.15, 0.4])) * height;
  const straight = between(...(hooked ? [0.1, 0.3] : [0.1, 0.5])) * height;
  let [x, y] = stroke.slice(-2);
  const steps = 12;
  const tail = Array.from({ length: steps }, (_, i) => {
    const done = Math.min(1, (2 * (i + 1)) / steps);
    const length = (2 * (i < steps / 2 ? turning : straight)) / steps;
    x += length * Math.cos(last + whole * done);
    y += length * Math.sin(last + whole * done);
    return [x, y];
  });
  return [[...stroke, ...tail.flat()]];
}

const isBar = (stroke, height) => bounds([stroke]).height < 0.3 * height;

/** The bar of a five, shorter and away from the rest. */
function floating({ strokes }, { between }) {
  const { top, width, height } = bounds(strokes);
  return strokes.map((stroke) => {
    if (!isBar(stroke, height)) return stroke;
    const { left } = bounds([stroke]);
    const [grow, x, y] = [between(0.4, 1), between(-0.2, 0.2) * width, between(-0.3, 0) * height];
    return mapped([stroke], (u, v) => [left + (u - left) * grow + x, top + (v - top) * grow + y])[0];
  });
}

/** A stroke that stops, or starts, before its loop is closed. */
function unclosed({ strokes: [stroke] }, { between, next }) {
  const points = stroke.length / 2;
  const lost = 2 * Math.round(points * between(0.04, 0.16));
  return [next() < 0.7 ? stroke.slice(0, -lost) : stroke.slice(lost)];
}

/** Each way, the drawings that it can change, and its share of those made. */
const ways = [
  { share: 1, way: struck, of: ({ label, strokes }) => label === 0 && strokes.length === 1 },
  {
    share: 3,
    way: runningOn,
    of: ({ label, strokes }) =>
      [0, 2, 6, 7].includes(label) && strokes.length === 1 && strokes[0].length >= 40,
  },
  {
    share: 1,
    way: floating,
    of: ({ label, strokes }) =>
      label === 5 &&
      strokes.length === 2 &&
      strokes.filter((stroke) => isBar(stroke, bounds(strokes).height)).length === 1,
  },
  {
    share: 1,
    way: unclosed,
    of: ({ label, strokes }) => [0, 8].includes(label) && strokes.length === 1 && strokes[0].length >= 40,
  },
];

/** As many as asked for, always the same ones; `digits` are drawings that must not be held out. */
export function styles(digits, count, seed = 2) {
  const die = dice(seed);
  const shares = ways.reduce((sum, { share }) => sum + share, 0);
  return ways
    .flatMap(({ share, way, of }) => {
      const all = digits.filter(of);
      return Array.from({ length: Math.round((count * share) / shares) }, () => {
        const one = die.pick(all);
        return { label: one.label, strokes: rounded(way(one, die)) };
      });
    })
    .sort(() => die.next() - 0.5);
}
