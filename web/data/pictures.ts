import { convertIndexedToRgb, decode, type DecodedPng, hasPngSignature } from 'fast-png';
import type { DataParts, LabelledImages } from './images';
import { partOf } from './parts';
import type { Named } from './unpack';

export const isPicture = ({ bytes }: Named) => hasPngSignature(bytes);

interface Picture {
  name: string;
  label: string;
  rows: number;
  columns: number;
  ink: Uint8Array;
}

const MOST_CLASSES = 256;

/** PNG files in folders that are named for what they show. `told` hears of every one. */
export async function readPictures(
  files: readonly Named[],
  told: (share: number) => Promise<void>,
): Promise<DataParts> {
  const all: Picture[] = [];
  for (const [i, file] of files.entries()) {
    await told(i / files.length);
    all.push(read(file));
  }
  const strange = all.find(({ rows, columns }) => rows !== all[0].rows || columns !== all[0].columns);
  if (strange)
    throw new Error(
      `[data] ${strange.name} is ${strange.rows}x${strange.columns}, ${all[0].name} is ${all[0].rows}x${all[0].columns}: all must be of one size`,
    );
  if (onLightPaper(all))
    for (const { ink } of all) for (let i = 0; i < ink.length; i++) ink[i] = 255 - ink[i];
  const label_names = [...new Set(all.map(({ label }) => label))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  if (label_names.length > MOST_CLASSES)
    throw new Error(`[data] ${label_names.length} folders are too many classes; at most ${MOST_CLASSES}`);
  const part = (which: 'training' | 'test') =>
    together(
      all.filter(({ name }) => partOf(folders(name)) === which),
      label_names,
    );
  const [training, test] = [part('training'), part('test')];
  return training ? { training, test } : { training: test!, test: null };
}

/** Those above the one that is named for the label. */
const folders = (path: string) => path.split('/').slice(0, -2).join('/');

function read(file: Named): Picture {
  const label = file.name.split('/').at(-2);
  if (label === undefined)
    throw new Error(`[data] ${file.name} lies in no folder; a folder's name says what its pictures show`);
  let png;
  try {
    png = decode(file.bytes);
  } catch (error) {
    throw new Error(`[data] ${file.name} is a damaged PNG file`, { cause: error });
  }
  return { name: file.name, label, rows: png.height, columns: png.width, ink: grey(png) };
}

/** Its brightness, 0 to 255, on white where it is transparent. */
function grey(png: DecodedPng): Uint8Array {
  const { data, channels } = plain(png);
  const most = data instanceof Uint16Array ? 65535 : 255;
  return Uint8Array.from({ length: png.width * png.height }, (_, i) => {
    const [a, b, c, d] = data.subarray(i * channels, (i + 1) * channels);
    const light = channels < 3 ? a : 0.299 * a + 0.587 * b + 0.114 * c;
    const alpha = channels === 2 ? b : channels === 4 ? d : most;
    return Math.round((255 * (light * alpha + most * (most - alpha))) / (most * most));
  });
}

/** One value a channel, whatever was packed into the file's bytes. */
function plain(png: DecodedPng): { data: Uint8Array | Uint8ClampedArray | Uint16Array; channels: number } {
  if (png.palette) return { data: convertIndexedToRgb(png), channels: png.palette[0].length };
  if (png.depth >= 8) return { data: png.data, channels: png.channels };
  const most = 2 ** png.depth - 1;
  const palette = Array.from({ length: most + 1 }, (_, i): [number, number, number] => {
    const light = Math.round((255 * i) / most);
    return [light, light, light];
  });
  return { data: convertIndexedToRgb({ ...png, palette }), channels: 3 };
}

/** Whether the pictures' edges are more white than black: then ink is what is dark. */
function onLightPaper(all: readonly Picture[]): boolean {
  let [sum, count] = [0, 0];
  for (const { rows, columns, ink } of all) {
    for (let i = 0; i < ink.length; i++) {
      const [row, column] = [Math.floor(i / columns), i % columns];
      if (row > 0 && row < rows - 1 && column > 0 && column < columns - 1) continue;
      sum += ink[i];
      count += 1;
    }
  }
  return sum > 127 * count;
}

function together(pictures: readonly Picture[], label_names: string[]): LabelledImages | null {
  if (!pictures.length) return null;
  const [{ rows, columns }] = pictures;
  const images = new Uint8Array(pictures.length * rows * columns);
  pictures.forEach(({ ink }, i) => images.set(ink, i * rows * columns));
  const labels = Uint8Array.from(pictures, ({ label }) => label_names.indexOf(label));
  return { images, labels, rows, columns, channels: 1, label_names };
}
