import { Inflate, inflateSync, strFromU8 } from 'fflate';
import * as messages from '../app/messages';

// fflate's own readers do not do here: unzipSync makes room for what an archive claims, cuts off what is more, and tells of no
// password; Unzip never looks at the directory, and so takes an archive that is cut short for a whole one.

/** A file in an archive. */
export interface Entry {
  name: string;
  /** Packed with deflate, or as it is. */
  data: Uint8Array;
  deflated: boolean;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
/** What stands in place of a number that is kept as one of 64 bits. */
const IN_64_BITS = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** Whole numbers of an archive; all reading beyond its end throws. */
class Numbers {
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  two = (at: number) => this.#view.getUint16(at, true);
  four = (at: number) => this.#view.getUint32(at, true);
  eight = (at: number) => Number(this.#view.getBigUint64(at, true));
}

/** An archive that is sound, and still not read. */
export class Refused extends Error {
  /** `words` say why, of a file's name. */
  constructor(readonly words: (name: string) => string) {
    super();
  }
}

function check(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new RangeError(rule);
}

/** How many entries the directory has, and where it begins. */
function directory(numbers: Numbers, length: number): [number, number] {
  let end = length - END_BYTES;
  while (numbers.four(end) !== END) {
    end -= 1;
    check(end >= length - END_BYTES - LONGEST_COMMENT, 'no directory');
  }
  const locator = end - 20;
  if (locator < 0 || numbers.four(locator) !== END_64_LOCATOR)
    return [numbers.two(end + 10), numbers.four(end + 16)];
  const end64 = numbers.eight(locator + 8);
  check(numbers.four(end64) === END_64, 'no directory of 64 bits');
  return [numbers.eight(end64 + 32), numbers.eight(end64 + 48)];
}

/** The numbers in place of which IN_64_BITS stands, in this order. */
function in64Bits(numbers: Numbers, begin: number, end: number, short: number[]): number[] {
  for (let at = begin; at + 4 <= end; at += 4 + numbers.two(at + 2)) {
    if (numbers.two(at) !== 1) continue;
    let next = at + 4;
    return short.map((number) => {
      if (number !== IN_64_BITS) return number;
      next += 8;
      return numbers.eight(next - 8);
    });
  }
  return short;
}

/** The files of an archive, which do not overlap. Throws Refused for what is not read, anything else for what is damaged. */
export function* entries(bytes: Uint8Array): Generator<Entry> {
  const numbers = new Numbers(bytes);
  const [count, begin] = directory(numbers, bytes.length);
  let left = bytes.length;
  for (let i = 0, at = begin; i < count; i++) {
    check(numbers.four(at) === ENTRY, 'no entry');
    const flags = numbers.two(at + 8);
    const method = numbers.two(at + 10);
    const nameEnd = at + 46 + numbers.two(at + 28);
    const extraEnd = nameEnd + numbers.two(at + 30);
    const name = strFromU8(bytes.subarray(at + 46, nameEnd), !(flags & 2048));
    const short = [numbers.four(at + 24), numbers.four(at + 20), numbers.four(at + 42)];
    const [, packed, header] = in64Bits(numbers, nameEnd, extraEnd, short);
    check(numbers.four(header) === FILE, 'no file');
    const start = header + 30 + numbers.two(header + 26) + numbers.two(header + 28);
    left -= packed;
    check(start + packed <= bytes.length && left >= 0, 'files that overlap');
    if (flags & 1) throw new Refused(messages.files.password);
    if (method !== STORED && method !== DEFLATED) throw new Refused(messages.files.badMethod);
    yield { name, data: bytes.subarray(start, start + packed), deflated: method === DEFLATED };
    at = extraEnd + numbers.two(at + 32);
  }
}

/** So much is unpacked at once; a thousand times as much may come out. */
export const SLICE = 1 << 14;

/** Deflate makes at most 1032 bytes of one. */
const SMALL = 1 << 10;
const MOST_OF_SMALL = 1032 * SMALL;
/** fflate makes room of 128 KiB for every file where it is given none, which costs more than most small files hold. */
let room: Uint8Array | undefined;

/** What was packed with deflate, part by part: what is claimed of its size is not believed. */
export function* inflated(data: Uint8Array): Generator<Uint8Array> {
  if (!data.length) return;
  if (data.length <= SMALL) {
    room ??= new Uint8Array(MOST_OF_SMALL);
    yield inflateSync(data, { out: room }).slice();
    return;
  }
  // What comes out part by part costs more than most small files hold.
  if (data.length <= SLICE) {
    yield inflateSync(data);
    return;
  }
  const parts: Uint8Array[] = [];
  let ended = false;
  const inflate = new Inflate((part, final) => {
    parts.push(part);
    ended = final;
  });
  for (let at = 0; at === 0 || at < data.length; at += SLICE) {
    inflate.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
    yield* parts.splice(0);
  }
  check(ended, 'cut short');
}
