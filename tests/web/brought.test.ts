import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { BroughtData, DataReader, Pixels } from '../../wasm/library/types';
import { readBrought } from '../../web/data/files';

const brought = (files: Record<string, Uint8Array>) =>
  Object.entries(files).map(([path, bytes]) => ({
    path,
    file: new File([bytes as Uint8Array<ArrayBuffer>], path.split('/').at(-1)!),
  }));

/** Remembers what it is given. */
class Notes implements DataReader {
  readonly files: Record<string, number[]> = {};
  readonly pictures: Record<string, Pixels> = {};
  add(path: string, bytes: Uint8Array) {
    this.files[path] = [...bytes];
  }
  addPicture(path: string, picture: Pixels) {
    this.pictures[path] = picture;
  }
  read(): BroughtData {
    throw new Error('not asked here');
  }
  dispose() {}
}

async function read(files: Record<string, Uint8Array>): Promise<Notes> {
  const notes = new Notes();
  await readBrought(brought(files), notes, async () => {});
  return notes;
}

const png = (channels: 1 | 2 | 3 | 4, depth: 1 | 8 | 16, width: number, data: Uint8Array | Uint16Array) =>
  encode({ width, height: 1, channels, depth, data });

describe('what was brought', () => {
  test('is unpacked, whatever it is packed in, and given in the order of its paths', async () => {
    const { files } = await read({
      'b.gz': gzipSync(Uint8Array.of(2)),
      'a.zip': zipSync({
        'x/1.npy': Uint8Array.of(1),
        'in.zip': zipSync({ y: Uint8Array.of(3) }),
        '__MACOSX/._1': Uint8Array.of(9),
      }),
    });
    expect(files).toEqual({ 'a.zip/x/1.npy': [1], 'a.zip/in.zip/y': [3], 'b.gz': [2] });
    expect(Object.keys(files)).toEqual(['a.zip/x/1.npy', 'a.zip/in.zip/y', 'b.gz']);
  });
  test('is refused where it is damaged, empty or too deep', async () => {
    const zip = zipSync({ 'a/x.png': Uint8Array.of(1, 2, 3, 4) });
    await expect(read({ 'a.zip': zip.subarray(0, 60) })).rejects.toThrow('damaged or cut short');
    await expect(read({ 'a.gz': gzipSync(Uint8Array.of(1, 2, 3)).subarray(0, 12) })).rejects.toThrow(
      'cut short',
    );
    await expect(read({ 'a.npy': new Uint8Array() })).rejects.toThrow('a.npy is empty');
    let deep = zip;
    for (let i = 0; i < 5; i++) deep = zipSync({ 'a.zip': deep });
    await expect(read({ 'a.zip': deep })).rejects.toThrow('too deep in archives');
  });
  test('is refused where it claims to be larger than 1 GB', async () => {
    const zip = zipSync({ 'x.npy': Uint8Array.of(1, 2, 3, 4) });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const directory = Buffer.from(zip).indexOf('PK\x01\x02');
    view.setUint32(directory + 24, 2 ** 31, true);
    await expect(read({ 'x.npz': zip })).rejects.toThrow('more than 1 GB');
  });
});

describe('pictures', () => {
  const decoded = async (file: Uint8Array) => {
    const { width, height, channels, pixels } = (await read({ 'a/x.png': file })).pictures['a/x.png'];
    expect([width * height * channels, height]).toEqual([pixels.length, 1]);
    return [channels, ...pixels];
  };
  test('of one bit, eight bits and sixteen, grey, coloured and with alpha', async () => {
    expect(await decoded(png(1, 1, 3, Uint8Array.of(0b01100000)))).toEqual([
      4, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ]);
    expect(await decoded(png(1, 8, 2, Uint8Array.of(7, 250)))).toEqual([1, 7, 250]);
    expect(await decoded(png(1, 16, 2, Uint16Array.of(0, 65535)))).toEqual([1, 0, 255]);
    expect(await decoded(png(2, 8, 1, Uint8Array.of(255, 128)))).toEqual([2, 255, 128]);
    expect(await decoded(png(4, 8, 1, Uint8Array.of(1, 2, 3, 4)))).toEqual([4, 1, 2, 3, 4]);
  });
  test('that are damaged are named', async () => {
    const cut = png(1, 8, 2, Uint8Array.of(7, 250)).subarray(0, 30);
    await expect(read({ 'a/x.png': cut })).rejects.toThrow('a/x.png is a damaged PNG file');
  });
});
