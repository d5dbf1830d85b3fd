import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { gzipSync as gzipNatively } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BroughtData, DataReader, Pixels } from '../../wasm/library/types';
import { readImported } from '../../web/data/files';

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
  await readImported(brought(files), notes, async () => {});
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
    await expect(read({ 'a.zip': deep })).rejects.toThrow('nested in too many archives');
  });
  test('is refused where much comes out of little, however deep it lies', async () => {
    const zeros = zipSync({ 'x.npy': new Uint8Array(8 << 20) });
    const copies = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.zip`, zeros]));
    const nothing = 'unpacks from 1 to more than 64 MiB';
    await expect(read({ 'a.zip': zipSync(copies) })).rejects.toThrow(nothing);
    await expect(read({ 'a.gz': gzipNatively(new Uint8Array(65 << 20)) })).rejects.toThrow(nothing);
  });
  test('is what comes out, not what an archive claims', async () => {
    const zip = zipSync({ 'x.npy': Uint8Array.of(1, 2, 3, 4) });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const directory = Buffer.from(zip).indexOf('PK\x01\x02');
    view.setUint32(directory + 24, 2 ** 31, true);
    expect((await read({ 'x.npz': zip })).files).toEqual({ 'x.npz/x.npy': [1, 2, 3, 4] });
    view.setUint32(directory + 20, zip.length, true);
    await expect(read({ 'x.npz': zip })).rejects.toThrow('damaged or cut short');
    view.setUint16(directory + 8, 1, true);
    view.setUint32(directory + 20, 4, true);
    await expect(read({ 'x.npz': zip })).rejects.toThrow('x.npz is protected by a password');
  });
  test('is named in a message by what can be shown of its name', async () => {
    const name = `${'a'.repeat(40)}\n\u202e${'b'.repeat(99)}.gz`;
    const words = `${'a'.repeat(30)}…${'b'.repeat(46)}.gz is empty`;
    await expect(read({ [name]: new Uint8Array() })).rejects.toThrow(words);
    await expect(read({ 'a\n\u202e.gz': new Uint8Array() })).rejects.toThrow('a  .gz is empty');
  });
  test('can be left alone in the middle of an archive', async () => {
    let told = 0;
    const zip = zipSync({ 'x.npy': new Uint8Array(1 << 20) });
    const reading = readImported(brought({ 'a.zip': zip }), new Notes(), () => {
      told += 1;
      return told > 2 ? Promise.reject(new Error('stopped')) : Promise.resolve();
    });
    await expect(reading).rejects.toThrow('stopped');
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
  test('of a palette and interlaced ones keep their chunks', async () => {
    const palette = encode({
      width: 2,
      height: 1,
      channels: 1,
      depth: 8,
      data: Uint8Array.of(1, 0),
      palette: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    expect(await decoded(palette)).toEqual([3, 4, 5, 6, 1, 2, 3]);
  });
  test('that claim to be large, or of which much comes out, are refused', async () => {
    const claim = png(1, 8, 2, Uint8Array.of(7, 250)).slice();
    new DataView(claim.buffer).setUint32(16, 20_000);
    new DataView(claim.buffer).setUint32(20, 20_000);
    await expect(read({ 'a/x.png': claim })).rejects.toThrow('pictures may have at most 1024x1024 pixels');
    const bomb = encode({ width: 1000, height: 1000, channels: 1, depth: 8, data: new Uint8Array(1e6) });
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(16, 2);
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(20, 1);
    await expect(read({ 'a/x.png': bomb })).rejects.toThrow('a/x.png is a damaged PNG file');
  });
  test('that are damaged are named', async () => {
    const cut = png(1, 8, 2, Uint8Array.of(7, 250)).subarray(0, 30);
    await expect(read({ 'a/x.png': cut })).rejects.toThrow('a/x.png is a damaged PNG file');
  });
});
