import type { EpochEnd } from '../../wasm/library/index';
import { database, newId, type SavedModel } from '../state/database';
import type { ModelAbout } from '../workers/model_files';
import type { TrainingContext } from './context';

/** The person's models, newest first. */
export const keptModels = async (): Promise<SavedModel[]> =>
  (await database.all('models')).sort((a, b) => b.date - a.date);

/** What is to be kept of a model. */
function describe(
  { labels, parameters, weights_hash, file }: ModelAbout,
  name: string,
  dataset: string,
  last?: EpochEnd,
): SavedModel {
  const figures = Object.fromEntries(
    Object.entries(last ?? {}).filter(
      ([key, value]) => typeof value === 'number' && /accuracy|loss|auc/.test(key),
    ),
  ) as Record<string, number>;
  return { id: newId(), name, date: Date.now(), labels, parameters, weights_hash, dataset, figures, file };
}

/** Puts a model file among the person's models. Rejects where it is none, or where nothing can be kept. */
export async function keepModel(
  { trainer }: TrainingContext,
  file: Uint8Array<ArrayBuffer>,
  ...rest: [name: string, dataset: string, last?: EpochEnd]
): Promise<SavedModel> {
  const about = await trainer.ask((service) => service.inspect({ model: file }));
  const described = describe(about, ...rest);
  await database.put('models', described);
  return described;
}

/** The same of one that was opened and looked at. */
export const openedModel = (about: ModelAbout, name: string): SavedModel => describe(about, name, '');

/** Hands a file to the person. */
export function download(name: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
