import { Inflate, strFromU8, zipSync } from 'fflate';
import { refusal } from '../trouble';
import type { EngineError } from '../types';
import type { Taken } from './limits';
import { shortened } from './shortened';

// fflate's unzipSync does not do here: what it takes has no bound, and it tells of no password.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  path: string;
  flags: number;
  method: number;
  /** As they are in the archive, and how many come out. */
  packed: Uint8Array;
  size: number;
}

const damaged = (name: string) =>
  refusal('model', '{} is a zip file, but damaged or cut short', shortened(name));

/** What the directory has; of less than 4 GiB, which is more than is taken. Throws where the archive is damaged. */
function* entries(name: string, bytes: Uint8Array): Generator<Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [two, four] = [(at: number) => view.getUint16(at, true), (at: number) => view.getUint32(at, true)];
  let end = bytes.length - END_BYTES;
  while (four(end) !== END) {
    end -= 1;
    if (end < bytes.length - END_BYTES - LONGEST_COMMENT) throw damaged(name);
  }
  let at = four(end + 16);
  let left = bytes.length;
  for (let count = two(end + 10); count > 0; count--) {
    if (four(at) !== ENTRY) throw damaged(name);
    const [flags, method, length, size, header] = [
      two(at + 8),
      two(at + 10),
      four(at + 20),
      four(at + 24),
      four(at + 42),
    ];
    const nameEnd = at + 46 + two(at + 28);
    const path = strFromU8(bytes.subarray(at + 46, nameEnd), !(flags & 2048));
    if (four(header) !== FILE) throw damaged(name);
    const start = header + 30 + two(header + 26) + two(header + 28);
    // Files do not overlap.
    left -= length;
    if (start + length > bytes.length || left < 0) throw damaged(name);
    yield { path, flags, method, packed: bytes.subarray(start, start + length), size };
    at = nameEnd + two(at + 30) + two(at + 32);
  }
}

/** What systems put into folders and archives by themselves, and folders. */
const isClutter = (path: string) => /(^|\/)(\.|__MACOSX\/)|\/$/.test(path);

/** Some programs on Windows write all of a path with '\'; Keras has it within names as well. */
const withSlashes = (path: string) => (path.includes('/') ? path : path.replaceAll('\\', '/'));

/** So much is unpacked at once; a thousand times as much may come out. */
const SLICE = 1 << 14;

/** No more than the directory says: what is damaged to hold more costs no more. */
function inflated(name: string, { packed, size }: Entry): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((part) => {
    if (length + part.length > size) throw damaged(name);
    bytes.set(part, length);
    length += part.length;
  });
  for (let at = 0; at === 0 || at < packed.length; at += SLICE)
    inflate.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
  if (length !== size) throw damaged(name);
  return bytes;
}

/** The files in an archive, by their paths. */
export function unzip(name: string, bytes: Uint8Array, taken: Taken): [string, Uint8Array][] {
  const files: [string, Uint8Array][] = [];
  try {
    for (const entry of entries(name, bytes)) {
      taken.addParts(name, 1);
      if (isClutter(entry.path)) continue;
      if (entry.flags & 1) throw refusal('model', '{} is protected by a password', shortened(name));
      if (entry.method !== STORED && entry.method !== DEFLATED)
        throw refusal(
          'model',
          '{} uses a compression method that cannot be read here; only deflate can',
          shortened(name),
        );
      if (entry.method === DEFLATED) taken.add(name, entry.size);
      files.push([withSlashes(entry.path), entry.method === STORED ? entry.packed : inflated(name, entry)]);
    }
  } catch (error) {
    if ((error as EngineError).where) throw error;
    throw Object.assign(damaged(name), { cause: error });
  }
  return files;
}

/** By the calendar on the wall, as zip files have it: the same bytes wherever and whenever they are written. */
const BEGINNING = new Date(1980, 0, 1);

/** An archive of files as they are, not packed. */
export const zip = (files: [string, Uint8Array][]): Uint8Array =>
  zipSync(Object.fromEntries(files), { level: 0, mtime: BEGINNING });
