// Files as a person could bring them to the page, made of the seeds and of what means harm.
import { hostile } from './hostile.mjs';
import { mutated } from './mutate.mjs';
import { png, safetensors, seeds } from './seeds.mjs';

const LARGEST = 5_000_000;
/** One of so many begins with what means harm. */
const HOSTILE = 16;
/** A picture of 8x8 pixels, as JPEG. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AL+A/9k=',
  'base64',
);

const divider = Buffer.from('|||');
/** The parts of a file of the corpus, by these names. */
function parts(bytes, names) {
  const all = Buffer.from(bytes);
  const end = all.indexOf(divider);
  if (end < 0) return [{ name: names[0], bytes: all }];
  return [
    { name: names[0], bytes: all.subarray(0, end) },
    { name: names[1], bytes: all.subarray(end + divider.length) },
  ];
}
const TABLES = [
  ['x_train.npy', 'y_train.npy'],
  ['digits.csv', 'test.csv'],
  ['emnist.csv', 'labels.npy'],
];
const one = (name) => (bytes) => [{ name, bytes }];
const configured = (bytes) =>
  safetensors(
    { __metadata__: { keras_config: Buffer.from(bytes).toString('latin1'), labels: '["0","1"]' } },
    new Uint8Array(),
  );

/** Where files of a kind are brought, what they are made of, and how they are named. */
const KINDS = {
  archive: { tab: 'train', input: 'data-files', files: one('digits') },
  arrays: {
    tab: 'train',
    input: 'data-files',
    files: (bytes) => parts(bytes.subarray(1), TABLES[(bytes[0] ?? 0) % TABLES.length]),
  },
  idx: {
    tab: 'train',
    input: 'data-files',
    files: (bytes) => parts(bytes, ['train-images', 'train-labels']),
  },
  model_file: { tab: 'models', input: 'model-open', files: one('model.safetensors') },
  foreign_model: {
    tab: 'models',
    input: 'model-open',
    files: (bytes) => parts(bytes, ['model', 'weights']),
  },
  configuration: {
    tab: 'models',
    input: 'model-open',
    files: (bytes) => one('model.safetensors')(configured(bytes)),
  },
  strokes: { tab: 'drawings', input: 'drawings-import', files: one('drawings.jsonl') },
  picture: { tab: 'draw', input: 'picture-file', files: one('picture') },
};

/** `count` files of all kinds in turn, after those that mean harm. */
export function* kinds(count, random) {
  const bad = hostile();
  const pngs = Object.fromEntries(Object.entries(bad.archive).filter(([name]) => name.endsWith('.png')));
  bad.picture = pngs;
  const begun = { ...seeds, picture: { jpeg: JPEG, grey: png(40), colours: png(30, 4), small: png(1) } };
  const all = Object.keys(KINDS);
  const file = (kind, name, bytes) => {
    const { tab, input, files } = KINDS[kind];
    return {
      kind,
      name: `${kind}/${name}`,
      tab,
      input,
      files: files(Buffer.from(bytes).subarray(0, LARGEST)),
    };
  };
  for (const kind of all)
    for (const [name, bytes] of Object.entries(bad[kind] ?? {})) yield file(kind, name, bytes);
  for (let i = 0; i < count; i++) {
    const kind = all[i % all.length];
    const isBad = Math.floor(random() * HOSTILE) === 0;
    const from = Object.entries((isBad && bad[kind]) || begun[kind]);
    const [name, bytes] = from[Math.floor(random() * from.length)];
    yield file(kind, `${i} of ${name}`, mutated(bytes, random, Object.values(begun[kind])));
  }
}
