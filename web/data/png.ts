import { convertIndexedToRgb, decode, type DecodedPng, hasPngSignature, type IndexedColors } from 'fast-png';
import { strFromU8, strToU8, Unzlib, unzlibSync, zlibSync } from 'fflate';
import * as messages from '../app/messages';
import { type Pixels, shortened } from '../../wasm/library/index';
import type { Named } from './unpack';
import type { Unpacked } from './unpacked';
import { SLICE } from './zip';

export const isPng = ({ bytes }: Named) => hasPngSignature(bytes);

/** Of a side, as src/data/data_reader.h has it. */
const MOST_PIXELS = 1024;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** All that a picture is made of: the rest may be packed too. */
const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** Of each kind of pixel. */
const CHANNELS = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

interface Chunk {
  type: string;
  data: Uint8Array;
}

/** Throws, in words, for a damaged file and for pictures that are too large. */
export function decodePng({ name, bytes }: Named, unpacked: Unpacked): Pixels {
  const damaged = (cause: unknown) => new Error(messages.files.badPng(shortened(name)), { cause });
  let chunks: Chunk[], about;
  try {
    chunks = chunksOf(bytes);
    about = header(chunks[0]);
  } catch (error) {
    throw damaged(error);
  }
  const { width, height, depth, channels } = about;
  if (width > MOST_PIXELS || height > MOST_PIXELS)
    throw new Error(messages.files.largePng(shortened(name), MOST_PIXELS));
  const row = Math.ceil((width * depth * channels) / 8);
  // Colours of a palette, and what is transparent, become four channels.
  unpacked.add(name, width * height * 4 * Math.ceil(depth / 8));
  try {
    // Interlaced, it is seven pictures, which have together less than four rows for each of its own.
    const png = decode(rewritten(chunks, (row + 4) * (height + 8)));
    return { width: png.width, height: png.height, ...plain(png) };
  } catch (error) {
    throw damaged(error);
  }
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    const data = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    const type = strFromU8(bytes.subarray(at + 4, at + 8), true);
    if (NEEDED.includes(type)) chunks.push({ type, data });
    at += data.length + 12;
  }
  return chunks;
}

function header({ type, data }: Chunk) {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const channels = CHANNELS.get(view.getUint8(9));
  if (type !== 'IHDR' || !channels) throw new RangeError('no header');
  return { width: view.getUint32(0), height: view.getUint32(4), depth: view.getUint8(8), channels };
}

/** The same picture, its rows, of at most so many bytes, not packed. Its sums are not right, and not checked. */
function rewritten(chunks: readonly Chunk[], most: number): Uint8Array {
  const packedRows = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = new Uint8Array(most);
  let length = 0;
  const add = (part: Uint8Array) => {
    rows.set(part, length);
    length += part.length;
  };
  if (packedRows.length === 1 && packedRows[0].length <= SLICE) {
    length = unzlibSync(packedRows[0], { out: rows }).length;
    // What is beyond its end fflate leaves out.
    if (length === most) throw new RangeError();
  } else {
    const inflate = new Unzlib(add);
    for (const data of packedRows)
      for (let at = 0; at < data.length; at += SLICE) inflate.push(data.subarray(at, at + SLICE));
    inflate.push(new Uint8Array(), true);
  }
  const kept = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  const packed = { type: 'IDAT', data: zlibSync(rows.subarray(0, length), { level: 0 }) };
  const all = [...kept, packed, { type: 'IEND', data: new Uint8Array() }];
  const png = new Uint8Array(all.reduce((sum, { data }) => sum + data.length + 12, SIGNATURE.length));
  png.set(SIGNATURE);
  const view = new DataView(png.buffer);
  let at = SIGNATURE.length;
  for (const { type, data } of all) {
    view.setUint32(at, data.length);
    png.set(strToU8(type), at + 4);
    png.set(data, at + 8);
    at += data.length + 12;
  }
  return png;
}

/** One byte a channel, whatever was packed into the file's bytes. */
function plain(png: DecodedPng): { pixels: Uint8Array; channels: number } {
  const palette = png.palette ?? (png.depth < 8 ? shades(png) : null);
  if (palette)
    return {
      pixels: new Uint8Array(convertIndexedToRgb({ ...png, palette })),
      channels: palette[0].length,
    };
  const { data, channels } = png.transparency?.length ? withAlpha(png, png.transparency) : png;
  if (!(data instanceof Uint16Array)) return { pixels: data as Uint8Array, channels };
  return { pixels: Uint8Array.from(data, (value) => Math.round(value / 257)), channels };
}

/** The colours of a grey picture of few bits. */
function shades({ depth, transparency }: DecodedPng): IndexedColors {
  const most = 2 ** depth - 1;
  return Array.from({ length: most + 1 }, (_, i) => {
    const light = Math.round((255 * i) / most);
    return [light, light, light, transparency?.[0] === i ? 0 : 255];
  });
}

/** One colour is transparent. */
function withAlpha({ data, channels, depth }: DecodedPng, clear: Uint16Array) {
  const count = data.length / channels;
  const all = depth === 16 ? new Uint16Array(count * (channels + 1)) : new Uint8Array(count * (channels + 1));
  for (let i = 0; i < count; i++) {
    const pixel = data.subarray(i * channels, (i + 1) * channels);
    all.set(pixel, i * (channels + 1));
    all[i * (channels + 1) + channels] = pixel.every((value, c) => value === clear[c]) ? 0 : 2 ** depth - 1;
  }
  return { data: all, channels: channels + 1 };
}
