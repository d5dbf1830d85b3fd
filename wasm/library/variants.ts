import { simd } from 'wasm-feature-detect';
import table from '../variants.json';

export type Variant = keyof typeof table;

/** What a variant may need, in the names of the table. */
const features: Record<string, { check: () => Promise<boolean>; words: string }> = {
  simd: { check: simd, words: '128-bit SIMD' },
};

async function missing(variant: Variant): Promise<string | undefined> {
  for (const need of table[variant].needs) {
    if (!(await features[need].check())) return features[need].words;
  }
  return undefined;
}

/** The variant that is asked for, or the first of the table that runs here. */
export async function chooseVariant(wanted: string): Promise<Variant> {
  const variants = Object.keys(table) as Variant[];
  const choice = variants.find((variant) => variant === wanted);
  if (choice) {
    const lack = await missing(choice);
    if (lack) throw new Error(`[engine] variant ${choice} needs WebAssembly with ${lack}, which is not here`);
    return choice;
  }
  if (wanted !== 'auto') {
    throw new Error(`[engine] variant must be auto or one of ${variants.join(', ')}, got ${wanted}`);
  }
  for (const variant of variants) if (!(await missing(variant))) return variant;
  throw new Error('[engine] no variant runs here');
}
