const WHOLE = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
};

/** How numbers are kept in a file, little-endian as every machine here has them. */
export type Kind = keyof typeof WHOLE | 'float16' | 'bfloat16' | 'float32' | 'float64';

export const sizeOf = (kind: Kind) => Number(/\d+/.exec(kind)![0]) / 8;

export const isWhole = (kind: Kind): kind is keyof typeof WHOLE => kind in WHOLE;

/** The value of a number of 16 bits: 1 for the sign, 5 for the exponent. */
export function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The values of numbers that are the upper half of a float32. */
const bfloat16 = (bits: ArrayLike<number>) =>
  new Float32Array(Uint32Array.from(bits, (each) => each << 16).buffer);

/** All of these bytes as they are, copied; they may begin anywhere. */
function values(bytes: Uint8Array, kind: Kind) {
  const { buffer } = bytes.slice();
  if (isWhole(kind)) return new WHOLE[kind](buffer);
  if (kind === 'float32') return new Float32Array(buffer);
  if (kind === 'float64') return new Float64Array(buffer);
  const bits = new Uint16Array(buffer);
  return kind === 'float16' ? Float32Array.from(bits, float16) : bfloat16(bits);
}

export function asFloats(bytes: Uint8Array, kind: Kind): Float32Array<ArrayBuffer> {
  const all = values(bytes, kind);
  if (all instanceof Float32Array) return all;
  if (all instanceof BigInt64Array || all instanceof BigUint64Array) return Float32Array.from(all, Number);
  return new Float32Array(all);
}

export const asNumbers = (bytes: Uint8Array, kind: Kind): number[] => Array.from(values(bytes, kind), Number);
