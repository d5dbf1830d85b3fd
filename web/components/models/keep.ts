import type { EpochEnd } from '../../../wasm/library/types';
import { database, type SavedModel } from '../../state/database';
import type { Desk } from '../../state/desk';

/** Puts a model file among the person's models. Rejects where it is none, or where nothing can be kept. */
export async function keepModel(
  { lab }: Desk,
  file: Uint8Array<ArrayBuffer>,
  name: string,
  dataset: string,
  last?: EpochEnd,
): Promise<SavedModel> {
  const { labels, parameters, weights_hash } = await lab.ask((service) => service.inspect(file));
  const figures = Object.fromEntries(
    Object.entries(last ?? {}).filter(
      ([key, value]) => typeof value === 'number' && /accuracy|loss|auc/.test(key),
    ),
  ) as Record<string, number>;
  const id = globalThis.crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const model: SavedModel = {
    id,
    name,
    date: Date.now(),
    labels,
    parameters,
    weights_hash,
    dataset,
    figures,
    file,
  };
  await database.put('models', model);
  return model;
}

/** Hands a file to the person. */
export function download(name: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
