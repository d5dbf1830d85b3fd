import { relaxedSimd, simd, threads } from 'wasm-feature-detect';
import table from '../variants.json';
import { inNode } from './files';
import { refusal } from './trouble';
import type { EngineError, EngineOptions } from './types';

export type Variant = keyof typeof table;

/** What a variant may need, in the names of the table. */
const features: Record<
  string,
  { check: () => Promise<boolean>; missing: (variant: Variant) => EngineError }
> = {
  simd: {
    check: simd,
    missing: (variant) => refusal('engine', 'variant {} needs WebAssembly with 128-bit SIMD', variant),
  },
  relaxedSimd: {
    check: relaxedSimd,
    missing: (variant) => refusal('engine', 'variant {} needs WebAssembly with relaxed SIMD', variant),
  },
  threads: {
    check: threads,
    missing: (variant) =>
      refusal(
        'engine',
        'variant {} needs threads, which a page has only where it is cross-origin isolated',
        variant,
      ),
  },
};

/** Why this variant does not run here. */
async function lackOf(variant: Variant): Promise<EngineError | undefined> {
  for (const need of table[variant].needs) {
    if (!(await features[need].check())) return features[need].missing(variant);
  }
  return undefined;
}

/** What a variant is compiled to use. */
export const featuresOf = (variant: Variant): string[] => table[variant].needs;

const needs = (variant: string, feature: string) =>
  (table[variant as Variant]?.needs as string[] | undefined)?.includes(feature) ?? false;

export const isThreaded = (variant: string) => needs(variant, 'threads');

export async function isReproducible(variant: string): Promise<boolean> {
  const [first] = variant === 'auto' ? await chooseVariants(variant, {}) : [variant];
  return !needs(first, 'relaxedSimd');
}

type Wanted = Pick<EngineOptions, 'threads' | 'reproducible'>;

/** The variant that is asked for, or those that run here, the best first; without threads where one is enough. */
export async function chooseVariants(wanted: string, { threads, reproducible }: Wanted): Promise<Variant[]> {
  const variants = Object.keys(table) as Variant[];
  const choice = variants.find((variant) => variant === wanted);
  if (choice) {
    if (reproducible && needs(choice, 'relaxedSimd'))
      throw refusal('engine', 'variant {} is not reproducible', choice);
    const lack = await lackOf(choice);
    if (lack) throw lack;
    return [choice];
  }
  if (wanted !== 'auto') {
    throw refusal('engine', 'variant must be auto or one of {}, got {}', variants.join(', '), wanted);
  }
  const enough = variants.filter(
    (variant) => !(threads === 1 && isThreaded(variant)) && !(reproducible && needs(variant, 'relaxedSimd')),
  );
  const lacks = await Promise.all(enough.map(lackOf));
  return enough.filter((_, i) => !lacks[i]);
}

/** By a name that no bundler follows. */
const nodeSystem = 'node:os';

async function processors(): Promise<number> {
  if (!inNode) return navigator.hardwareConcurrency || 1;
  return ((await import(/* @vite-ignore */ nodeSystem)) as typeof import('node:os')).availableParallelism();
}

const MOST_THREADS = 32;
/** More do not pay for networks of this size. */
const USUAL_THREADS = 8;

/** How many threads there shall be. */
export async function chooseThreads(variant: Variant, wanted: number | 'auto'): Promise<number> {
  if (wanted !== 'auto' && !(Number.isInteger(wanted) && wanted >= 1)) {
    throw refusal('engine', 'threads must be auto or a whole number from 1, got {}', wanted);
  }
  if (!isThreaded(variant)) return 1;
  if (wanted !== 'auto') return Math.min(wanted, MOST_THREADS);
  return Math.min(await processors(), USUAL_THREADS);
}
