import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { relaxedSimd } from 'wasm-feature-detect';
import { describe, expect, test } from 'vitest';
import type { Done } from '../../wasm/library/types';
import { at } from '../../.tools/project.mjs';
import {
  digits,
  engine,
  engineFile,
  everyVariant,
  idxFolder,
  inkling,
  library,
  readLines,
  temporaryFolder,
} from './engine';

const wasm = (variant: string) => readFileSync(engineFile(`${variant}.wasm`));
const workers = () => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;

describe('each variant is what it claims to be', () => {
  const claims: Record<string, string[]> = {
    'simd-threads': ['simd', 'threads'],
    simd: ['simd'],
    scalar: [],
  };
  test.each(everyVariant)('%s', async (variant) => {
    const { variant: name, features, reproducible, threads } = await engine(variant, 2);
    expect([name, features, reproducible]).toEqual([variant, claims[variant], true]);
    expect(threads).toBe(features.includes('threads') ? 2 : 1);
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm(variant)));
    expect(imports.some(({ kind }) => kind === 'memory')).toBe(features.includes('threads'));
  });

  test('relaxed-threads, which only its own kind of engine accepts', async () => {
    const accepted = await relaxedSimd();
    expect(WebAssembly.validate(wasm('relaxed-threads'))).toBe(accepted);
    const created = library.createEngine({ variant: 'relaxed-threads' });
    if (!accepted) return expect(created).rejects.toThrow('needs WebAssembly with relaxed SIMD');
    const relaxed = await created;
    relaxed.dispose();
    expect([relaxed.features, relaxed.reproducible]).toEqual([['simd', 'relaxedSimd', 'threads'], false]);
  });
});

describe('the choice', () => {
  test('is the first of the table that runs here, with the threads there are', async () => {
    const { variant, threads } = await engine('auto');
    expect(variant).toBe((await relaxedSimd()) ? 'relaxed-threads' : 'simd-threads');
    expect(threads).toBe(Math.min(availableParallelism(), 8));
  });

  test('is one without threads where one is enough', async () => {
    const { variant, threads } = await engine('auto', 1);
    expect([variant, threads]).toEqual(['simd', 1]);
  });

  test('is the first that is reproducible where that is asked for', async () => {
    const { createEngine, isReproducible } = library;
    const chosen = await createEngine({ reproducible: true });
    chosen.dispose();
    expect([chosen.variant, chosen.reproducible]).toEqual(['simd-threads', true]);
    await expect(createEngine({ variant: 'relaxed-threads', reproducible: true })).rejects.toThrow(
      '[engine] variant relaxed-threads is not reproducible',
    );
    const told = await Promise.all(['simd', 'relaxed-threads', 'auto'].map(isReproducible));
    expect(told).toEqual([true, false, !(await relaxedSimd())]);
  });

  test('is one without threads where shared memory is refused', async () => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        if (descriptor.shared) throw new RangeError('could not allocate memory');
        super(descriptor);
      }
    };
    try {
      expect((await engine('auto')).variant).toBe('simd');
      await expect(engine('simd-threads')).rejects.toThrow('could not allocate memory');
    } finally {
      WebAssembly.Memory = Memory;
    }
  });
});

describe('threads', () => {
  test('change their number while a network is trained, and not what it learns', async () => {
    const opened = await engine('simd-threads', 3);
    const options = { preset: 'quick-cnn', data: digits(160), seed: 3, epochs: 1, batch_size: 8 };
    const trainer = await opened.trainer(options);
    const counts = [3, 1, 2, 3];
    let step = 0;
    trainer.addEventListener('batch', () => {
      opened.setThreads(counts[++step % counts.length]);
      expect(opened.threads).toBe(counts[step % counts.length]);
    });
    await trainer.fit();
    expect(step).toBeGreaterThan(10);
    const single = await (await engine('simd')).trainer(options);
    await single.fit();
    expect(trainer.model.weights_hash).toBe(single.model.weights_hash);
  });

  test('are a whole number, up to what the engine was made for', async () => {
    const opened = await engine('simd-threads', 2);
    for (const count of [0, 3, 1.5, NaN]) {
      expect(() => opened.setThreads(count)).toThrow('threads must be a whole number from 1 to 2');
    }
    for (const count of [0, -1, 2.5]) {
      await expect(engine('simd-threads', count)).rejects.toThrow('threads must be auto or a whole number');
    }
  });

  test('end with the engine', async () => {
    // Those of the tests before may still be ending.
    await expect.poll(workers, { timeout: 20_000 }).toBe(0);
    const opened = await library.createEngine({ variant: 'simd-threads', threads: 4 });
    expect(workers()).toBe(3);
    const model = await opened.load();
    await model.predict(new Float32Array(784 * 64), 64);
    opened.dispose();
    await expect.poll(workers, { timeout: 20_000 }).toBe(0);
  });

  test('do not keep a program from ending', () => {
    const program = `
      import { createEngine } from '${at('dist/lib/inkling.js')}';
      const model = await (await createEngine({ variant: 'simd-threads', threads: 3 })).load();
      await model.predict(new Float32Array(784 * 64), 64);
      console.log('ended');
    `;
    const file = join(temporaryFolder(), 'program.mjs');
    writeFileSync(file, program);
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 60_000 })).toBe('ended\n');
  });
});

test('twenty steps end in the same weights natively and in WebAssembly, for any number of threads', async () => {
  const data = digits(200);
  const folder = idxFolder(data);
  const train = ['train', '--preset', 'inkling', '--data', folder, '--kernels', 'portable', '--json'];
  const plan = ['--seed', '5', '--epochs', '1', '--batch-size', '8', '--validation-split', '0.2'];
  const hashes = [1, 2, 3].map((threads) => {
    const lines = readLines<Done>(inkling(...train, ...plan, '--threads', String(threads)));
    return lines.at(-1)!.weights_hash;
  });
  for (const [variant, threads] of [['simd', 1] as const, ['simd-threads', 2] as const]) {
    const options = { preset: 'inkling', data, seed: 5, epochs: 1, batch_size: 8, validation_split: 0.2 };
    const trainer = await (await engine(variant, threads)).trainer(options);
    let steps = 0;
    trainer.addEventListener('batch', () => steps++);
    await trainer.fit();
    expect(steps).toBe(20);
    hashes.push(trainer.model.weights_hash);
  }
  expect(hashes).toEqual(Array(5).fill(hashes[0]));
});
