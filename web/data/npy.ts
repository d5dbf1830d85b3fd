import type { Named } from './unpack';

/** NumPy's array file: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export interface NumpyArray {
  name: string;
  shape: number[];
  values: ArrayLike<number | bigint>;
}

const kinds: Record<string, new (buffer: ArrayBuffer) => ArrayLike<number | bigint>> = {
  b1: Uint8Array,
  u1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
  f4: Float32Array,
  f8: Float64Array,
};

export const isNpy = ({ bytes }: Named) => String.fromCharCode(...bytes.subarray(0, 6)) === '\x93NUMPY';

export function readNpy({ name, bytes }: Named): NumpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] > 1;
  const begin = wide ? 12 : 10;
  if (bytes.length < begin) throw new Error(`[data] ${name} is cut short`);
  const end = begin + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = String.fromCharCode(...bytes.subarray(begin, Math.min(end, begin + 4096)));
  const dtype = /'descr': *'(.)(\w+)'/.exec(header);
  const dimensions = /'shape': *\(([\d, ]*)\)/.exec(header);
  if (!dtype || !dimensions) throw new Error(`[data] ${name} is an array without a plain type and shape`);
  const Kind = dtype[1] === '>' ? undefined : kinds[dtype[2]];
  if (!Kind) throw new Error(`[data] ${name} holds ${dtype[1]}${dtype[2]}, which are no numbers read here`);
  if (header.includes("'fortran_order': True"))
    throw new Error(`[data] ${name} is stored column by column; save it in C order`);
  const shape = dimensions[1]
    .split(',')
    .filter((text) => text.trim())
    .map(Number);
  const wanted = shape.reduce((product, size) => product * size, 1) * Number(dtype[2].slice(1));
  const length = bytes.length - end;
  if (length !== wanted)
    throw new Error(
      `[data] ${name} should have ${wanted} bytes of ${shape.join('x')} numbers, got ${length}`,
    );
  return { name, shape, values: new Kind(bytes.slice(end).buffer) };
}
