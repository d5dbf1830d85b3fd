/** A seeded stream of numbers in [0, 1): Mulberry32. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Helpers over such a stream. */
export function dice(seed) {
  const next = random(seed);
  const between = (low, high) => low + (high - low) * next();
  const below = (n) => Math.floor(n * next());
  const pick = (list) => list[below(list.length)];
  return { next, between, below, pick };
}
