// Drawings that are no digits, for a network to learn that there are such: scribbles, signs, letters of other alphabets,
// digits turned round, digits on top of each other, and strokes of digits alone.
import { bounds, mapped, rounded } from './drawings.mjs';
import { plainLetters } from './fonts.mjs';
import { letters, readFont } from './hershey.mjs';
import { dice } from './random.mjs';

/** Other fonts than those that `npm run bench:ink` asks about. */
const alphabets = ['cyrillic', 'greek', 'japanese'];
const signFonts = ['astrology', 'markers', 'mathlow', 'meteorology', 'symbolic'];
const romanFonts = ['cursive', 'gothgbt', 'gothgrt', 'gothitt', 'timesi', 'timesr'];
const isDigit = (place) => place >= 16 && place <= 25;
/** Roman letters that may well be digits. */
export const doubtful = /[IOSZbgiloqsz]/;

const turned = (turn) => (x, y) => [
  x * Math.cos(turn) - y * Math.sin(turn),
  x * Math.sin(turn) + y * Math.cos(turn),
];
/** A smooth wandering line: a walk whose direction drifts. */
function wandering({ between, below }) {
  const stroke = [0, 0];
  let [x, y, heading, bend] = [0, 0, between(0, 2 * Math.PI), 0];
  for (let i = 0, points = 15 + below(80); i < points; i += 1) {
    bend = 0.8 * bend + between(-0.5, 0.5);
    heading += bend;
    x += 5 * Math.cos(heading);
    y += 5 * Math.sin(heading);
    stroke.push(x, y);
  }
  return stroke;
}

function zigzag({ between, below }) {
  const teeth = 3 + below(7);
  const slope = between(-0.4, 0.4);
  return Array.from({ length: teeth }, (_, i) => [
    i * between(8, 16),
    (i % 2 ? 40 : 0) * between(0.7, 1.3) + slope * i * 12,
  ]).flat();
}

function spiral({ between, pick }) {
  const [turns, sense] = [between(1.6, 4.5), pick([-1, 1])];
  return Array.from({ length: 60 }, (_, i) => [
    (6 + i) * Math.cos((sense * turns * 2 * Math.PI * i) / 60),
    (6 + i) * Math.sin((sense * turns * 2 * Math.PI * i) / 60),
  ]).flat();
}

const polygon = ({ between }, corners, phase = 0) =>
  Array.from({ length: corners + 1 }, (_, i) => {
    const angle = phase + (2 * Math.PI * (i % corners)) / corners;
    return [40 * Math.cos(angle) * between(0.95, 1.05), 40 * Math.sin(angle) * between(0.95, 1.05)];
  }).flat();

const star = ({ between }) =>
  Array.from({ length: 6 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * 4 * Math.PI) / 5;
    return [40 * Math.cos(angle) * between(0.9, 1.1), 40 * Math.sin(angle) * between(0.9, 1.1)];
  }).flat();

/** May well be an 11. */
const uprightBars = ({ between }) => [
  [-15, -40, between(-18, -12), 40],
  [15, -40, between(12, 18), 40],
];

/** Signs that people draw; each gives strokes. */
const signs = [
  (die) => Array.from({ length: 1 + die.below(3) }, () => wandering(die)),
  (die) => [wandering(die)],
  (die) => [wandering(die)],
  (die) => [zigzag(die)],
  (die) => [spiral(die)],
  (die) => [polygon(die, 3, die.between(0, 2))],
  (die) => [polygon(die, 4, die.between(0.6, 1))],
  (die) => [polygon(die, 5 + die.below(2), die.between(0, 2))],
  (die) => [star(die)],
  // a cross, a plus, a hash, an arrow, a tick, bars, dots
  ({ between }) => [
    [-30, -30, 30, between(25, 35)],
    [30, -30, -30, between(25, 35)],
  ],
  ({ between }) => [
    [0, -30, between(-4, 4), 30],
    [-30, between(-8, 8), 30, 0],
  ],
  () => [
    [-12, -40, -16, 40],
    [14, -40, 10, 40],
    [-40, -12, 40, -14],
    [-40, 14, 40, 12],
  ],
  ({ between }) => [
    [-40, 0, 40, 0],
    [between(10, 25), -20, 40, 0, between(10, 25), 20],
  ],
  ({ between }) => [[-20, between(-5, 10), -5, 25, 35, between(-45, -25)]],
  ({ between }) => [[-40, between(-12, 12), 40, between(-12, 12)]],
  ({ between }) => [
    [-40, -12, 40, between(-16, -8)],
    [-40, 12, 40, between(8, 16)],
  ],
  uprightBars,
  ({ between, below }) => Array.from({ length: 3 + below(6) }, () => [between(-40, 40), between(-40, 40)]),
];

function scribble(die) {
  const sign = die.pick(signs);
  return {
    strokes: mapped(sign(die), turned(die.between(-0.5, 0.5))),
    character: sign === uprightBars ? '11' : undefined,
  };
}

function letter(glyphs, die) {
  return mapped(die.pick(glyphs), turned(die.between(-0.12, 0.12)));
}

/** As a hand puts the strokes of a letter together: none quite where it belongs. */
function sloppy(strokes, { between }) {
  const { width, height } = bounds(strokes);
  const side = Math.max(width, height);
  return strokes.flatMap((stroke) => {
    const [x, y, grow] = [between(-0.05, 0.05) * side, between(-0.05, 0.05) * side, between(0.93, 1.07)];
    return mapped([stroke], (u, v) => [u * grow + x, v * grow + y]);
  });
}

/** A digit in a mirror, of those which then are none. */
function mirrored(digits, die) {
  const { strokes } = die.pick(digits.filter(({ label }) => [3, 4, 6, 7, 9].includes(label)));
  return mapped(strokes, (x, y) => [-x, y]);
}

/** Two digits side by side in the place of one, or over each other. */
function together(digits, die) {
  const [first, second] = [die.pick(digits).strokes, die.pick(digits).strokes].map((strokes) => {
    const { left, top, height } = bounds(strokes);
    return mapped(strokes, (x, y) => [(x - left) * (60 / (height || 1)), (y - top) * (60 / (height || 1))]);
  });
  const shift = bounds(first).width * die.between(0.3, 1.3) + 4;
  const drop = die.between(-10, 10);
  return [...first, ...mapped(second, (x, y) => [x + shift, y + drop])];
}

/** What is left of a 4, a 5 or a 7 without its other stroke, where that is not a digit by itself. */
function alone(digits, die) {
  for (;;) {
    const { label, strokes } = die.pick(digits.filter(({ strokes }) => strokes.length === 2));
    const stroke = die.pick(strokes);
    const { width, height } = bounds([stroke]);
    const bar = width > 2 * height && stroke.length > 4;
    const angle = label === 4 && stroke === strokes[0] && width > 0.5 * height;
    if (bar || angle) return [stroke];
  }
}

/** As many as asked for, always the same ones; `digits` are drawings that must not be held out. */
export function nonsense(digits, count, seed = 1) {
  const die = dice(seed);
  const glyphs = [...alphabets, ...signFonts].flatMap((name) =>
    readFont(name).filter((strokes, place) => strokes.length > 0 && !isDigit(place)),
  );
  const shapes = (all) =>
    all.filter(({ character }) => !doubtful.test(character)).map(({ strokes }) => strokes);
  const [roman, plain] = [shapes(romanFonts.flatMap(letters)), shapes(plainLetters())];
  const plainLetter = () => sloppy(letter(plain, die), die);
  const kinds = [
    () => scribble(die).strokes,
    () => scribble(die).strokes,
    () => letter(glyphs, die),
    () => letter(roman, die),
    plainLetter,
    plainLetter,
    plainLetter,
    plainLetter,
    () => together(digits, die),
    () => (die.next() < 0.7 ? mirrored(digits, die) : alone(digits, die)),
  ];
  return Array.from({ length: count }, (_, i) => ({
    strokes: rounded(kinds[i % kinds.length]()),
    label: null,
  }));
}

/** Scribbles of another seed, to ask about; with a `character` where a person may well read one. */
export const scribbles = (count, seed) => {
  const die = dice(seed);
  return Array.from({ length: count }, () => scribble(die));
};
