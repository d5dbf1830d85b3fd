/** Along each side of an image. */
const PARTS = 3;
/** A second part is worth a mention from this share of the first on, and what is against a class from this share of what is for it. */
const WORTH = 0.6;
const NOTABLE = 0.05;

/** The parts of an image, row by row, in which most of something is, and how much of it. */
export type Parts = { part: number; share: number }[];

/** Where an image speaks for a class and where against it; none where nothing does. */
export function strongestParts(values: ArrayLike<number>, side = 28): { for: Parts; against: Parts } {
  const sums = { for: new Float64Array(PARTS ** 2), against: new Float64Array(PARTS ** 2) };
  const part = (place: number) => Math.floor((place * PARTS) / side);
  Array.from(values).forEach((value, i) => {
    const place = part(Math.floor(i / side)) * PARTS + part(i % side);
    sums[value > 0 ? 'for' : 'against'][place] += Math.abs(value);
  });
  const all = (each: Float64Array) => each.reduce((sum, one) => sum + one, 0);
  const strongest = (each: Float64Array): Parts => {
    const whole = all(each);
    if (!whole) return [];
    const order = [...each.keys()].sort((a, b) => each[b] - each[a]).slice(0, 2);
    return order
      .filter((place) => each[place] >= WORTH * each[order[0]])
      .map((place) => ({ part: place, share: each[place] / whole }));
  };
  const isNotable = all(sums.against) > NOTABLE * all(sums.for);
  return { for: strongest(sums.for), against: isNotable ? strongest(sums.against) : [] };
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
