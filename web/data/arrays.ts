import type { DataParts, LabelledImages } from './images';
import { isNpy, type NumpyArray, readNpy } from './npy';
import { partOf } from './parts';
import type { Named } from './unpack';

export type ReadIdx = (images: Named, labels: Named) => LabelledImages;

const isIdx = ({ bytes }: Named) => bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;

export const isArray = (file: Named) => isIdx(file) || isNpy(file);

interface Source {
  file: Named;
  /** Null for IDX. */
  numpy: NumpyArray | null;
  labels: boolean;
}

function open(file: Named): Source {
  if (isIdx(file)) return { file, numpy: null, labels: file.bytes[3] === 1 };
  const numpy = readNpy(file);
  const [, ...rest] = numpy.shape;
  return { file, numpy, labels: rest.every((size) => size === 1) };
}

/** Images and labels of the training part, and those of the test part if they are there. */
export function readArrays(files: readonly Named[], readIdx: ReadIdx): DataParts {
  const all = files.map(open);
  const part = (which: 'training' | 'test'): LabelledImages | null => {
    const own = all.filter(({ file }) => partOf(file.name) === which);
    if (!own.length) return null;
    const images = own.filter(({ labels }) => !labels);
    const labels = own.filter((source) => source.labels);
    if (!images.length)
      throw new Error(`[data] ${own[0].file.name} has labels, but no ${which} images came with it`);
    if (!labels.length)
      throw new Error(`[data] ${own[0].file.name} has images, but no ${which} labels came with it`);
    if (own.length > 2) throw new Error(`[data] ${own.length} files for the ${which} part; two are wanted`);
    if (images[0].numpy && labels[0].numpy) return labelled(images[0].numpy, labels[0].numpy);
    return readIdx(images[0].file, labels[0].file);
  };
  const [training, test] = [part('training'), part('test')];
  if (training && test && training.label_names.length !== test.label_names.length) {
    const [more] = [training, test].sort((a, b) => b.label_names.length - a.label_names.length);
    training.label_names = test.label_names = more.label_names;
  }
  return training ? { training, test } : { training: test!, test: null };
}

function labelled(images: NumpyArray, labels: NumpyArray): LabelledImages {
  const [count, rows, columns, channels] = imageShape(images);
  if (labels.shape[0] !== count)
    throw new Error(`[data] ${images.name} has ${count} images, ${labels.name} ${labels.shape[0]} labels`);
  const classes = Uint8Array.from({ length: count }, (_, i) => Number(labels.values[i]));
  const wrong = classes.findIndex((label, i) => label !== Number(labels.values[i]));
  if (wrong >= 0)
    throw new Error(
      `[data] ${labels.name}: a label must be a whole number from 0 to 255, got ${labels.values[wrong]}`,
    );
  const names = Math.max(
    10,
    classes.reduce((most, label) => Math.max(most, label + 1), 0),
  );
  return {
    images: pixels(images),
    labels: classes,
    rows,
    columns,
    channels,
    label_names: Array.from({ length: names }, (_, i) => String(i)),
  };
}

/** A row of numbers is taken for a square. */
function imageShape({ name, shape }: NumpyArray): [number, number, number, number] {
  const [count, rows, columns, channels = 1] = shape;
  const side = Math.sqrt(rows);
  if (shape.length === 2 && Number.isInteger(side)) return [count, side, side, 1];
  if ((shape.length === 3 || shape.length === 4) && (channels === 1 || channels === 3))
    return [count, rows, columns, channels];
  throw new Error(`[data] ${name}: images x rows x columns are wanted, got ${shape.join('x')}`);
}

/** Fractions are taken for ink from 0 to 1, all else for bytes. */
function pixels({ values }: NumpyArray): Uint8Array<ArrayBuffer> {
  if (values instanceof Uint8Array) return values as Uint8Array<ArrayBuffer>;
  const bytes = new Uint8ClampedArray(values.length);
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Number(values[i]));
  const scale = largest <= 1 ? 255 : 1;
  for (let i = 0; i < values.length; i++) bytes[i] = Math.round(scale * Number(values[i]));
  return new Uint8Array(bytes.buffer);
}
