// Files of at most 5 MB that mean harm: they claim much, hold much, or hold it many times over.
import { gzipSync, deflateRawSync, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { idx, network, npy, png, safetensors } from './seeds.mjs';

const LARGEST = 5_000_000;
const text = (parts) => Buffer.from(parts, 'latin1');
const zip = (files, level = 0) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, data]) => [name, [data, { level }]])));
const zeros = (megabytes) => Buffer.alloc(megabytes << 20);

/** A chunk of a PNG picture; sums are right, so that all is read. */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
function chunk(type, data) {
  const all = Buffer.alloc(data.length + 12);
  all.writeUInt32BE(data.length);
  all.write(type, 4);
  Buffer.from(data).copy(all, 8);
  all.writeUInt32BE(crc(all.subarray(4, -4)), data.length + 8);
  return all;
}
function pngOf(width, height, colour, rows, more = []) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([signature, chunk('IHDR', header), ...more, chunk('IDAT', deflateSync(rows)), end]);
}

/** An archive in which all entries are the same bytes: its directory tells of them `count` times. */
function overlapping(data, size, count) {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20);
  about.writeUInt16LE(8, 4);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(size, 18);
  about.writeUInt16LE(1, 22);
  const file = Buffer.concat([text('PK\x03\x04'), about, text('x'), data]);
  const entry = Buffer.concat([text('PK\x01\x02\x14\x00'), about, Buffer.alloc(14), text('x')]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(count, 65535), 8);
  end.writeUInt16LE(Math.min(count, 65535), 10);
  end.writeUInt32LE(entry.length * count, 12);
  end.writeUInt32LE(file.length, 16);
  return Buffer.concat([file, ...Array(count).fill(entry), end]);
}

function deep(levels, width, inner) {
  let archive = inner;
  for (let level = 0; level < levels; level++)
    archive = zip(Object.fromEntries(Array.from({ length: width }, (_, i) => [`${i}.zip`, archive])), 9);
  return archive;
}

const filled = (item, before = '', after = '', limit = LARGEST) =>
  text(before + item.repeat((limit - before.length - after.length) / item.length) + after);

/** Strokes from one side to the other and back, the longest that there are. */
const zigzag = (points) => Array.from({ length: points }, (_, i) => `${9 * (i % 2)},${i % 9}`).join();
const drawing = (strokes) => `{"strokes":[${strokes}],"label":1}\n`;
const table = (cell) => `${`1${`,${cell}`.repeat(4)}\n`}`;
const wide = (units) =>
  network({ class_name: 'Flatten', config: {} }, { class_name: 'Dense', config: { units } });
const conv = (filters) => ({ class_name: 'Conv2D', config: { filters, kernel_size: 3, padding: 'same' } });
const config = (model) => text(JSON.stringify(model));
const modelOf = (model) =>
  safetensors({ __metadata__: { keras_config: JSON.stringify(model), labels: '[]' } }, text(''));
const packed = (data) => gzipSync(data, { level: 9 });
const largePicture = pngOf(1024, 1024, 0, Buffer.alloc(1025 * 1024));

export const hostile = () => ({
  archive: {
    'bomb.gz': packed(zeros(300)),
    'bomb-of-bombs.gz': packed(packed(zeros(300))),
    'bomb.zip': zip({ 'x.npy': zeros(300) }, 9),
    'deep.zip': deep(3, 10, zip({ 'x.npy': zeros(8) }, 9)),
    'deeper.zip': deep(9, 2, zip({ x: text('x') }, 9)),
    'overlapping.zip': overlapping(deflateRawSync(zeros(300)), 300 << 20, 80_000),
    'overlapping-small.zip': overlapping(deflateRawSync(text('x')), 1, 80_000),
    'many.zip': zip(
      Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`${i % 9}/${i}.png`, text('')])),
    ),
    'many-packed.gz': packed(
      zip(Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`${i}`, text('')]))),
    ),
    'pictures.zip': zip(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`1/${i}.png`, png(28)]))),
    'large-pictures.zip': zip(
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`1/${i}.png`, largePicture])),
    ),
    'large.png': pngOf(1024, 1024, 6, Buffer.alloc((4 * 1024 + 1) * 1024)),
    'too-large.png': pngOf(4096, 4096, 6, Buffer.alloc((4 * 4096 + 1) * 4096)),
    'claims.png': pngOf(20_000, 20_000, 0, zeros(1)),
    'bomb.png': pngOf(2, 2, 0, zeros(300)),
    'profile.png': pngOf(2, 2, 0, zeros(1), [
      chunk('iCCP', Buffer.concat([text('x\0\0'), deflateSync(zeros(400))])),
    ]),
    'texts.png': pngOf(
      2,
      2,
      0,
      zeros(1),
      Array(300).fill(chunk('zTXt', Buffer.concat([text('x\0\0'), deflateSync(zeros(7))]))),
    ),
    'bytes.csv.gz': packed(filled(table('0'), '', '', 64 << 20)),
    'floats.csv.gz': packed(filled(table('9'), '0,.5,1,1,1\n', '', 64 << 20)),
    'wide.csv.gz': packed(
      filled(`${`1${',0'.repeat(784)}\n`}`, '0,.5' + ',0'.repeat(783) + '\n', '', 64 << 20),
    ),
    'bytes.npy.gz': packed(
      npy(
        '|u1',
        [(60 << 20) / 784, 28, 28].map(Math.floor),
        zeros(60).subarray(0, 784 * Math.floor((60 << 20) / 784)),
      ),
    ),
    'pair.npz': zip(
      {
        'x.npy': npy('<f8', [10_000, 28, 28], Buffer.alloc(10_000 * 784 * 8, 1)),
        'y.npy': npy('|u1', [10_000], Buffer.alloc(10_000)),
      },
      9,
    ),
  },
  arrays: {
    columns: filled(',0', '\x01label'),
    quotes: filled('"",', '\x01'),
    lines: filled('1,0,0,0,1\n', '\x01'),
    floats: filled('1,.5,1,1,1\n', '\x01'),
    labels: filled('a,0,0,0,1\n', '\x01'),
    ids: filled('id,', '\x01'),
    texts: Buffer.concat([text('\0'), npy('|S1', [4_900_000], Buffer.alloc(4_900_000, 65))]),
    claims: Buffer.concat([text('\0'), npy('<f8', [2 ** 31, 2 ** 31, 4], text('x'))]),
    onehot: Buffer.concat([
      text('\0'),
      npy('|u1', [1_000_000, 2, 2], Buffer.alloc(4_000_000, 1)),
      text('|||'),
      npy('|u1', [90_000, 10], Buffer.alloc(900_000)),
    ]),
    images: Buffer.concat([
      text('\0'),
      npy('|u1', [1_100_000, 2, 2], Buffer.alloc(4_400_000, 9)),
      text('|||'),
      npy('|u1', [500_000], Buffer.alloc(500_000)),
    ]),
    doubles: Buffer.concat([
      text('\0'),
      npy('<f8', [150_000, 2, 2], Buffer.alloc(4_800_000)),
      text('|||'),
      npy('|u1', [150_000], Buffer.alloc(150_000)),
    ]),
  },
  configuration: {
    'dense.json': config(wide(2_000_000_000)),
    'large.json': config(wide(38_000)),
    'padded.json': config(network({ class_name: 'ZeroPadding2D', config: { padding: 20_000 } })),
    'deep.json': config(
      network(...Array(999).fill({ class_name: 'Activation', config: { activation: 'relu' } })),
    ),
    'convolutions.json': config(network(...Array(300).fill(conv(120)))),
    'many.json': config(network(...Array(60_000).fill({ class_name: 'Flatten', config: {} }))),
    'nested.json': filled('['),
    'keys.json': text(`{${Array.from({ length: 19_999 }, (_, i) => `"k${i}":0`).join()},"a":1}`),
    'lists.json': filled('[],', '[', '[]]'),
    'numbers.json': filled('0,', '[', '0]'),
    'names.json': filled('x', '{"class_name":"', '"}'),
  },
  idx: {
    claims: idx([0xffffffff, 4096, 4096], text('x')),
    many: Buffer.concat([
      idx([1_200_000, 2, 2], Buffer.alloc(4_800_000)),
      text('|||'),
      idx([150_000], Buffer.alloc(150_000)),
    ]),
    one: Buffer.concat([
      idx([1, 2000, 2400], Buffer.alloc(4_800_000)),
      text('|||'),
      idx([1], Buffer.alloc(1)),
    ]),
    axes: Buffer.concat([text('\0\0\x08\xff'), Buffer.alloc(1020, 255)]),
  },
  model_file: {
    'header.safetensors': safetensors({ a: 'x'.repeat(4_800_000) }, text('')),
    'lists.safetensors': (() => {
      const header = filled('[],', '{"a":[', '[]]}', 4_100_000);
      const length = Buffer.alloc(8);
      length.writeUInt32LE(header.length);
      return Buffer.concat([length, header]);
    })(),
    'claims.safetensors': Buffer.concat([Buffer.from('00e1f50500000000', 'hex'), text('{"a":')]),
    'tensors.safetensors': safetensors(
      Object.fromEntries(
        Array.from({ length: 40_000 }, (_, i) => [i, { dtype: 'F32', shape: [0], data_offsets: [0, 0] }]),
      ),
      text(''),
    ),
    'few-tensors.safetensors': safetensors(
      Object.fromEntries(
        Array.from({ length: 9_000 }, (_, i) => [i, { dtype: 'F32', shape: [0], data_offsets: [0, 0] }]),
      ),
      text(''),
    ),
    'dense.safetensors': modelOf(wide(200_000)),
    'padded.safetensors': modelOf(network({ class_name: 'ZeroPadding2D', config: { padding: 2_000 } })),
    'bytes.safetensors': safetensors(
      { a: { dtype: 'I8', shape: [4_900_000], data_offsets: [0, 4_900_000] } },
      Buffer.alloc(4_900_000),
    ),
    'keys.safetensors': safetensors(
      {
        __metadata__: {
          keras_config: `{${Array.from({ length: 19_999 }, (_, i) => `"k${i}":0`).join()}}`,
          labels: '[]',
        },
      },
      text(''),
    ),
  },
  picture: {
    noise: Buffer.concat([
      Buffer.from([255, 0]),
      Buffer.from(Array.from({ length: 4_000_000 }, (_, i) => (Math.imul(i + 7, 2654435761) >>> 13) & 255)),
    ]),
    maze: Buffer.concat([
      Buffer.from([255, 0]),
      Buffer.from(
        Array.from({ length: 4_000_000 }, (_, i) =>
          (i % 2040) % 5 < 2 || Math.floor(i / 2040) % 40 === 0 ? 0 : 255,
        ),
      ),
    ]),
    dots: Buffer.concat([
      Buffer.from([255, 0]),
      Buffer.from(
        Array.from({ length: 4_000_000 }, (_, i) => (i % 6 < 2 && Math.floor(i / 2040) % 6 < 2 ? 0 : 255)),
      ),
    ]),
    black: Buffer.concat([Buffer.from([255, 0]), Buffer.alloc(4_000_000)]),
    tiles: Buffer.concat([
      Buffer.from([255, 0]),
      Buffer.from(
        Array.from({ length: 4_000_000 }, (_, i) =>
          (((i % 2040) >> 6) + (Math.floor(i / 2040) >> 6)) & 1 ? 0 : 255,
        ),
      ),
    ]),
  },
  strokes: {
    'dots.jsonl': text(drawing(Array.from({ length: 100_000 }, (_, i) => `[${i % 300},${i}]`).join())),
    'fewer-dots.jsonl': text(
      drawing(Array.from({ length: 10_000 }, (_, i) => `[${(i * 7) % 10_000},${i % 300}]`).join()),
    ),
    'dashes.jsonl': text(
      drawing(
        Array.from({ length: 10_000 }, (_, i) => `[${i % 300},${i},${(i % 300) + 90},${i + 90}]`).join(),
      ),
    ),
    'rows.jsonl': text(
      drawing(Array.from({ length: 10_000 }, (_, i) => `[${3 * (i % 900)},0,${3 * (i % 900)},90]`).join()),
    ),
    'zigzag.jsonl': text(drawing(`[${zigzag(100_000)}]`)),
    'zigzags.jsonl': text(drawing(`[${zigzag(100_000)}]`).repeat(12)),
    'short-zigzags.jsonl': text(drawing(`[${zigzag(5_000)}]`).repeat(240)),
    'columns.jsonl': text(
      drawing(
        Array.from(
          { length: 20 },
          (_, i) =>
            `[${Array.from({ length: 5_000 }, (__, k) => `${2 * i + (k % 2)},${9 * (k % 2)}`).join()}]`,
        ).join(),
      ),
    ),
    'most.jsonl': text(drawing('[1,2,3,4]').repeat(100_000)),
    'most-strokes.jsonl': text(drawing(Array(10_000).fill('[1,2]').join()).repeat(80)),
    'lines.jsonl': filled(drawing('[1,2,3,4]')),
    'short-lines.jsonl': filled('{"strokes":[[1,2]]}\n'),
    'empty-lines.jsonl': filled('{"strokes":[]}\n'),
    'points.jsonl': filled('0,9,', '{"strokes":[[', '0,9]]}', 4_190_000),
    'lists.jsonl': filled('[],', '{"strokes":[', '[]]}', 4_190_000),
    'keys.jsonl': text(`{${Array.from({ length: 19_999 }, (_, i) => `"k${i}":0`).join()},"strokes":[]}`),
  },
});
