import { readFileSync } from 'node:fs';
import type { Engine, ExplainOptions } from '../../wasm/library/types';

/** How far numbers are from those expected: of numbers over 1 as a part of them. */
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - b[i]) / (1 + Math.abs(b[i]))),
    a.length === b.length ? 0 : Infinity,
  );

export interface Inside {
  model: object;
  weights: { name: string; values: number[] }[];
  image: number[];
  activations: number[][];
  explanations: (ExplainOptions & { values: number[] })[];
}

/** Networks of which PyTorch has told what is inside. */
export const networks = ['network', 'strided'];

export function fixture(name: string): Inside {
  const file = new URL(`../fixtures/inside/${name}.json`, import.meta.url);
  const found = JSON.parse(readFileSync(file, 'utf8')) as Inside;
  return {
    ...found,
    explanations: found.explanations.map(({ label, ...each }) => ({ ...each, label: String(label) })),
  };
}

/** The file of such a network, for load(): safetensors begins with the size of a JSON that says where each weight is. */
export async function networkFile(engine: Engine, { model, weights }: Inside): Promise<Uint8Array> {
  const ink = Uint8Array.from({ length: 3 * 12 * 11 }, (_, i) => i % 256);
  const data = { images: ink, labels: [0, 1, 2], rows: 12, columns: 11, label_names: ['0', '1', '2'] };
  const trainer = await engine.trainer({ model, data, validation_split: 0 });
  const file = await trainer.save();
  trainer.dispose();
  const start = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = new TextDecoder().decode(file.subarray(8, start));
  const places = JSON.parse(header) as Record<string, { data_offsets: number[] }>;
  for (const { name, values } of weights)
    file.set(new Uint8Array(Float32Array.from(values).buffer), start + places[name].data_offsets[0]);
  return file;
}
