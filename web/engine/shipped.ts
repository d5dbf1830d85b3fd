import { findPublished } from '../data/published';

/** A model that comes with the page. */
export interface Shipped {
  /** As that of a SavedModel; the page reads with the first until another is chosen. */
  id: string;
  name: string;
  file: string;
  about: string;
}

export const shipped: readonly Shipped[] = [
  {
    id: '',
    name: 'Inkling',
    file: 'inkling.safetensors',
    about: 'Digits and whole numbers, learnt from MNIST and from pen strokes of some 200 people.',
  },
  {
    id: 'kuzushiji',
    name: 'Inkling for Kuzushiji',
    file: 'inkling-kuzushiji.safetensors',
    about: `Ten cursive kana of old books: ${findPublished('kmnist')!.label_names.join(' ')}. ${findPublished('kmnist')!.credit}`,
  },
];

/** The model file that ships with the page. */
export async function shippedModel(base: string, { file } = shipped[0]): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(file, base));
  if (!response.ok) throw new Error(`${file} could not be fetched: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
