import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSplit } from '../bench/ink/data.mjs';

const folder = `${process.env.INKLING_DATA}/strokes`;

interface Part {
  training: { writer: string | number }[];
  held_out: { writer: string | number }[];
}

it.skipIf(!existsSync(folder))(
  'the strokes are split by who wrote them: 1,500 and 3,702 are held out (with INKLING_DATA)',
  () => {
    const { pendigits, unipen } = readSplit(folder) as Record<string, Part>;
    const counts = ({ training, held_out }: Part) => [training.length, held_out.length];
    expect(counts(pendigits)).toEqual([5994, 1500]);
    expect(counts(unipen)).toEqual([8068, 3702]);
    for (const { training, held_out } of [pendigits, unipen]) {
      const trained = new Set(training.map(({ writer }) => writer));
      expect(held_out.filter(({ writer }) => trained.has(writer))).toEqual([]);
    }
  },
);
