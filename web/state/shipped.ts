import * as messages from '../app/messages';
import { modelName, readBytes } from '../../wasm/library/index';
import { findPublished } from '../data/published';
import type { SavedModel } from './database';

/** A model that drawings can be read with: its file, or the name of one that the site serves beside the page. */
export interface Usable extends Pick<SavedModel, 'id' | 'name'> {
  file: SavedModel['file'] | string;
}

/** A model that comes with the page. */
export interface Shipped extends Usable {
  file: string;
  /** What it reads, in a word. */
  reads: string;
  about: string;
}

const kana = findPublished('kmnist')!;

/** The page reads with the first until another is chosen. */
export const shipped: readonly Shipped[] = [
  {
    id: 'digits',
    name: 'Inkling',
    file: modelName('inkling'),
    reads: messages.shippedModels.digits,
    about: messages.shippedModels.aboutDigits,
  },
  {
    id: 'kana',
    name: messages.shippedModels.kanaName,
    file: modelName('inkling-kuzushiji'),
    reads: messages.shippedModels.kana,
    about: messages.shippedModels.aboutKana(kana.label_names.join(' '), kana.credit),
  },
];

/** The model file; rejects, in words, where the site does not give it. */
export async function fileOf({ file }: Usable, base: string): Promise<SavedModel['file']> {
  return typeof file === 'string' ? readBytes(new URL(file, base)) : file;
}
