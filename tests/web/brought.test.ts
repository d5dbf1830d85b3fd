import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readBrought } from '../../web/data/files';
import type { LabelledImages } from '../../web/data/images';

const brought = (files: Record<string, Uint8Array>) =>
  Object.entries(files).map(([path, bytes]) => ({
    path,
    file: new File([bytes as Uint8Array<ArrayBuffer>], path.split('/').at(-1)!),
  }));
const noIdx = (): LabelledImages => {
  throw new Error('no IDX here');
};
const read = (files: Record<string, Uint8Array>) => readBrought(brought(files), noIdx, async () => {});

/** NumPy's file of an array. */
function npy(descr: string, shape: number[], values: ArrayBufferView): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]),
    Buffer.from(header),
    bytes,
  ]);
}

/** A grey picture of 3x2, all of one brightness but for one pixel in its middle row's end. */
const picture = (light: number, spot: number) =>
  encode({
    width: 2,
    height: 3,
    channels: 1,
    depth: 8,
    data: Uint8Array.of(light, light, light, spot, light, light),
  });

describe("NumPy's arrays", () => {
  const images = Uint8Array.from({ length: 3 * 4 }, (_, i) => i);
  test('in one npz: training and test part, labels of 64 bits', async () => {
    const npz = zipSync({
      'x_train.npy': npy('|u1', [3, 2, 2], images),
      'y_train.npy': npy('<i8', [3], BigInt64Array.of(0n, 9n, 10n)),
      'x_test.npy': npy('|u1', [1, 2, 2], images.subarray(0, 4)),
      'y_test.npy': npy('|u1', [1, 1], Uint8Array.of(2)),
    });
    const { training, test } = await read({ 'digits.npz': npz });
    expect(training.images).toEqual(images);
    expect([...training.labels]).toEqual([0, 9, 10]);
    expect([training.rows, training.columns, training.channels]).toEqual([2, 2, 1]);
    expect(training.label_names).toHaveLength(11);
    expect([...test!.labels]).toEqual([2]);
    expect(test!.label_names).toEqual(training.label_names);
  });
  test('one in each of two npz, as fractions', async () => {
    const fractions = Float32Array.of(0, 0.5, 1, 0.25);
    const { training, test } = await read({
      'kmnist-train-imgs.npz': zipSync({ 'arr_0.npy': npy('<f4', [1, 4], fractions) }),
      'kmnist-train-labels.npz': zipSync({ 'arr_0.npy': npy('|u1', [1], Uint8Array.of(4)) }),
    });
    expect([...training.images]).toEqual([0, 128, 255, 64]);
    expect([training.rows, training.columns]).toEqual([2, 2]);
    expect(test).toBeNull();
  });
  test.for([
    ['a shape that is longer than the file', npy('|u1', [2 ** 31, 28, 28], images), 'should have'],
    ['text in place of numbers', npy('<U3', [3], images), 'no numbers'],
    ['a big-endian array', npy('>f4', [3], images), 'no numbers'],
    ['a header that is cut short', npy('|u1', [3, 2, 2], images).subarray(0, 20), 'without a plain type'],
  ] as const)('%s', async ([, bytes, words]) => {
    await expect(read({ 'images.npy': bytes })).rejects.toThrow(words);
  });
  test('labels that are no small whole numbers', async () => {
    const wrong = {
      'x.npy': npy('|u1', [3, 2, 2], images),
      'y.npy': npy('<i4', [3], Int32Array.of(1, 300, 2)),
    };
    await expect(read(wrong)).rejects.toThrow('from 0 to 255, got 300');
  });
});

describe('pictures', () => {
  test('in folders of a zip that are named for their label', async () => {
    const zip = zipSync({
      'train/a/1.png': picture(0, 200),
      'train/b/1.png': picture(0, 100),
      'test/b/2.png': picture(0, 50),
      '__MACOSX/train/._1.png': Uint8Array.of(1),
      'README.txt': Uint8Array.of(65),
    });
    const { training, test } = await read({ 'letters.zip': zip });
    expect(training.label_names).toEqual(['a', 'b']);
    expect([...training.labels]).toEqual([0, 1]);
    expect([...training.images]).toEqual([0, 0, 0, 200, 0, 0, 0, 0, 0, 100, 0, 0]);
    expect([training.rows, training.columns]).toEqual([3, 2]);
    expect([...test!.labels]).toEqual([1]);
  });
  test('on light paper become ink, and folders count as numbers do', async () => {
    const { training, test } = await read({
      'mine/10/x.png': picture(255, 0),
      'mine/9/x.png': picture(255, 55),
    });
    expect(training.label_names).toEqual(['9', '10']);
    expect([...training.images.subarray(0, 6)]).toEqual([0, 0, 0, 255, 0, 0]);
    expect(test).toBeNull();
  });
  test('of colour, with a transparent ground, of one bit a pixel', async () => {
    const rgba = (r: number, g: number, b: number, a: number) => [r, g, b, a];
    const colour = encode({
      width: 3,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.from([...rgba(0, 0, 0, 255), ...rgba(0, 0, 0, 0), ...rgba(255, 255, 255, 255)]),
    });
    const bits = encode({ width: 3, height: 1, channels: 1, depth: 1, data: Uint8Array.of(0b01100000) });
    const { training } = await read({ 'a/colour.png': colour, 'a/bits.png': bits });
    expect([...training.images]).toEqual([255, 0, 0, 255, 0, 0]);
  });
  test('say what is wrong with them', async () => {
    const small = encode({ width: 1, height: 1, channels: 1, depth: 8, data: Uint8Array.of(0) });
    await expect(read({ 'a/x.png': picture(0, 1), 'a/y.png': small })).rejects.toThrow('a/y.png is 1x1');
    await expect(read({ 'x.png': picture(0, 1) })).rejects.toThrow('lies in no folder');
    await expect(read({ 'a/x.png': picture(0, 1).subarray(0, 30) })).rejects.toThrow('damaged PNG');
  });
});

describe('archives', () => {
  test('that are damaged, or empty, or of another kind', async () => {
    const zip = zipSync({ 'a/x.png': picture(0, 1) });
    await expect(read({ 'a.zip': zip.subarray(0, 60) })).rejects.toThrow('damaged or cut short');
    await expect(read({ 'a.gz': gzipSync(Uint8Array.of(1, 2, 3)).subarray(0, 12) })).rejects.toThrow(
      'cut short',
    );
    await expect(read({ 'photo.jpg': Uint8Array.of(255, 216) })).rejects.toThrow('photo.jpg is not an IDX');
    await expect(read({ 'a.zip': zipSync({ 'notes.txt': Uint8Array.of(1) }) })).rejects.toThrow('not an IDX');
    await expect(read({})).rejects.toThrow('no file came');
  });
  test('that claim to be larger than 1 GB', async () => {
    const zip = zipSync({ 'x.npy': Uint8Array.of(1, 2, 3, 4) });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const directory = Buffer.from(zip).indexOf('PK\x01\x02');
    view.setUint32(directory + 24, 2 ** 31, true);
    await expect(read({ 'x.npz': zip })).rejects.toThrow('more than 1 GB');
  });
});
