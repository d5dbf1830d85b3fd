/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes and numbers at which readers are wrong. */
const TELLING = [
  [0],
  [0xff],
  [0x7f],
  [0x80],
  [0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0x80],
  [0x80, 0, 0, 0],
  [0xff, 0xff, 0xff, 0x7f],
  ...['0', '-1', '1e999', '99999999999', '[', ']', '{', '}', '"', ',', '\n', '\\u0000', 'null'].map(
    (text) => [...Buffer.from(text)],
  ),
];

/** Some bytes changed, lost, doubled, or taken from another file. */
export function mutated(bytes, random, others) {
  let result = Buffer.from(bytes);
  const below = (limit) => Math.floor(random() * limit);
  const splice = (at, removed, added) =>
    Buffer.concat([result.subarray(0, at), added, result.subarray(at + removed)]);
  for (let change = 1 + below(4); change > 0; change--) {
    const at = below(result.length + 1);
    const length = 1 + below(Math.min(16, result.length - at));
    const telling = Buffer.from(TELLING[below(TELLING.length)]);
    const other = others[below(others.length)];
    const start = below(other.length);
    switch (below(7)) {
      case 0:
        if (at < result.length) result[at] ^= 1 << below(8);
        break;
      case 1:
        result = splice(at, telling.length, telling);
        break;
      case 2:
        result = splice(at, 0, telling);
        break;
      case 3:
        result = splice(at, length, Buffer.alloc(0));
        break;
      case 4:
        result = splice(at, 0, Buffer.concat(Array(1 + below(8)).fill(result.subarray(at, at + length))));
        break;
      case 5:
        result = splice(at, length, other.subarray(start, start + length));
        break;
      default:
        result = result.subarray(0, below(8) ? result.length : at);
    }
  }
  return result;
}
