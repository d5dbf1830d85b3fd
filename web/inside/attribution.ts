/** Along each side of an image; what is in its border is with the parts beside that: ink lies within. */
const PARTS = 3;
const BORDER = 4;
/** A second part is worth a mention from this share of the first on, and a part that is against a class from this share of the one that is most for it. */
const WORTH = 0.6;
const NOTABLE = 0.05;

/** The parts of an image, row by row, in which most of something is, and how much of it. */
export type Parts = { part: number; share: number }[];

/** Where an image speaks for a class and where against it, all in all; none where nothing does. */
export function strongestParts(values: ArrayLike<number>, side = 28): { for: Parts; against: Parts } {
  const sums = new Float64Array(PARTS ** 2);
  const part = (place: number) => {
    const within = Math.floor(((place - BORDER) * PARTS) / (side - 2 * BORDER));
    return Math.min(PARTS - 1, Math.max(0, within));
  };
  for (let i = 0; i < values.length; i++)
    sums[part(Math.floor(i / side)) * PARTS + part(i % side)] += values[i];
  const strongest = (sign: 1 | -1, least: number): Parts => {
    const some = [...sums.keys()].filter((place) => sign * sums[place] > least);
    const whole = some.reduce((sum, place) => sum + sums[place], 0);
    some.sort((a, b) => sign * (sums[b] - sums[a]));
    const worth = some.slice(0, 2).filter((place) => sums[place] / sums[some[0]] >= WORTH);
    return worth.map((place) => ({ part: place, share: sums[place] / whole }));
  };
  return { for: strongest(1, 0), against: strongest(-1, NOTABLE * Math.max(0, ...sums)) };
}

/** How much ink comes and goes from one image to another, as shares of the ink of the first. */
export function inkChange(before: Float32Array, after: Float32Array): { added: number; removed: number } {
  let [ink, added, removed] = [0, 0, 0];
  before.forEach((value, i) => {
    ink += value;
    added += Math.max(0, after[i] - value);
    removed += Math.max(0, value - after[i]);
  });
  return ink ? { added: added / ink, removed: removed / ink } : { added: 0, removed: 0 };
}
