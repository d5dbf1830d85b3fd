import { modelName } from '../../wasm/library/index';
import { findPublished } from '../data/published';

export const MODEL = modelName('inkling-kuzushiji');
export const kana = findPublished('kmnist')!;
export const letters = kana.label_names.map((label, i) => ({ label, spoken: kana.spoken![i] }));

/** One of the old forms of a letter, a byte of ink a pixel. */
export type Form = (letter: number, form: number) => Uint8Array;
