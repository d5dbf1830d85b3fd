import { convertIndexedToRgb, decode, type DecodedPng, hasPngSignature, type IndexedColors } from 'fast-png';
import type { Pixels } from '../../wasm/library/types';
import type { Named } from './unpack';

export const isPng = ({ bytes }: Named) => hasPngSignature(bytes);

/** Throws, in words, for a damaged file. */
export function decodePng({ name, bytes }: Named): Pixels {
  let png;
  try {
    png = decode(bytes);
    return { width: png.width, height: png.height, ...plain(png) };
  } catch (error) {
    throw new Error(`[data] ${name} is a damaged PNG file`, { cause: error });
  }
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
  if (!(data instanceof Uint16Array)) return { pixels: new Uint8Array(data), channels };
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
