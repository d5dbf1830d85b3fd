import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packModel, unpackModel } from '../../wasm/library/containers/model_files';
import { fixture, refusalOf } from './models';

const names = async (files: Record<string, Uint8Array>) => (await unpackModel(files)).map(({ name }) => name);
const text = strToU8('{}');
/** So that it can be damaged. */
const archive = (files: Record<string, Uint8Array>) => new Uint8Array(zipSync(files));

test('dropped files come without their folders, entries of an archive with theirs', async () => {
  expect(await names({ 'my/model.json': text, 'my/shard': text })).toEqual(['model.json', 'shard']);
  expect(await names({ 'my/model.zip': archive({ 'web/model.json': text, '__MACOSX/a': text }) })).toEqual([
    'web/model.json',
  ]);
});

test('an archive is opened, packed or not, and the HDF5 and the archives in it', async () => {
  const keras = archive({ 'config.json': text, 'model.weights.h5': fixture('keras.h5') });
  const [config, weights] = await unpackModel({ 'a.zip': archive({ 'my.keras': keras }) });
  expect(config).toEqual({ name: 'config.json', bytes: text });
  expect(weights.name).toBe('model.weights.h5');
  expect(weights.tensors).toHaveLength(2);
});

test("'\\' is what parts a path where there is no '/'", async () => {
  expect(await names({ a: archive({ 'web\\model.json': text, 'web/a\\b': text }) })).toEqual([
    'web/model.json',
    'web/a\\b',
  ]);
});

test('archives that are damaged, locked, packed in another way or too deep are refused', async () => {
  const whole = archive({ 'config.json': strToU8('one, two, three '.repeat(9)) });
  const changed = (at: number, byte: number) => whole.map((each, i) => (i === at ? byte : each));
  const directory = whole.findIndex(
    (_, i) => whole[i] === 0x50 && whole[i + 1] === 0x4b && whole[i + 2] === 1,
  );
  const damaged = '[model] a.keras is a zip file, but damaged or cut short';
  for (const [bytes, words] of [
    [whole.subarray(0, -30), damaged],
    [whole.subarray(20), 'opened'],
    [changed(directory + 24, 9), damaged],
    [changed(directory + 20, 200), damaged],
    [changed(directory + 8, 1), '[model] a.keras is protected by a password'],
    [
      changed(directory + 10, 9),
      '[model] a.keras uses a compression method that cannot be read here; only deflate can',
    ],
    [
      changed(directory + 27, 255),
      '[model] a.keras unpacks from 1 to more than 64 MiB; unpack it yourself if that is right',
    ],
    [
      archive({ a: archive({ b: archive({ c: archive({ d: text }) }) }) }),
      '[model] d is nested in too many archives',
    ],
  ] as const)
    expect(await refusalOf({ 'a.keras': bytes })).toBe(words);
});

test('an archive of many models is refused', async () => {
  const many = Array.from({ length: 30 }, (_, i) => [`${i}.h5`, fixture('keras.h5')]);
  expect(
    await refusalOf({ 'a.zip': archive(Object.fromEntries(many) as Record<string, Uint8Array>) }),
  ).toMatch(/^\[model\] \d+.h5 is made of more than 10000 parts$/);
});

test('a name from a file is shown on one line, and of a long one its ends', async () => {
  const name = `a\n${'b'.repeat(100)}.h5`;
  expect(await refusalOf({ [name]: fixture('lzf.h5') })).toMatch(/^\[model\] a b{28}…b{46}\.h5 has kernel/);
});

test('one file is written as it is, several as an archive that is not packed, the same each time', async () => {
  const files = [
    { name: 'config.json', bytes: text },
    { name: 'assets/shard', bytes: strToU8('0'.repeat(99)) },
  ];
  expect(await packModel(files.slice(0, 1))).toBe(text);
  const bytes = await packModel(files);
  expect(await unpackModel({ 'a.keras': bytes })).toEqual(files);
  expect(bytes.length).toBeGreaterThan(99);
  expect(await packModel(files)).toEqual(bytes);
  expect(Buffer.from(bytes.subarray(10, 14)).toString('hex')).toBe('00002100');
});
