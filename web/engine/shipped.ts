import { modelName } from '../../wasm/library/assets';
import { readBytes } from '../../wasm/library/files';
import { findPublished } from '../data/published';
import type { SavedModel } from '../state/database';

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

/** The page reads with the first until another is chosen. */
export const shipped: readonly Shipped[] = [
  {
    id: 'digits',
    name: 'Inkling',
    file: modelName('inkling'),
    reads: 'Digits',
    about: 'Digits and whole numbers, learnt from MNIST and from pen strokes of some 200 people.',
  },
  {
    id: 'kana',
    name: 'Inkling for Kuzushiji',
    file: modelName('inkling-kuzushiji'),
    reads: 'Kana',
    about: `Ten cursive kana of old books: ${findPublished('kmnist')!.label_names.join(' ')}. ${findPublished('kmnist')!.credit}`,
  },
];

/** The model file; rejects, in words, where the site does not give it. */
export async function fileOf({ file }: Usable, base: string): Promise<SavedModel['file']> {
  return typeof file === 'string' ? readBytes(new URL(file, base)) : file;
}
