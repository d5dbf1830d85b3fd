import type { Engine } from '../../wasm/library/index';
import { download, type Progress } from '../data/download';
import { readDropped } from '../data/files';
import { type DataParts, pick } from '../data/images';
import { findPublished } from '../data/published';
import { database } from '../state/database';

/** The data set of what the person drew. */
export const DRAWINGS = 'drawings';
/** Whatever files the person brought. */
export const FILES = 'files';

/** What is known of a data set once it is there. */
export interface DataInfo {
  id: string;
  name: string;
  images: number;
  test_images: number;
  rows: number;
  columns: number;
  channels: number;
  label_names: string[];
  /** How many training images each label has. */
  counts: number[];
}

/** The data sets in the worker's memory, and where they come from. */
export class Datasets {
  readonly #loaded = new Map<string, DataParts & { name: string }>();

  constructor(
    private readonly engine: Engine,
    private readonly base: string,
  ) {}

  /** Throws, in words, where it is not at hand. */
  async get(id: string, tell: (progress: Progress) => void = () => {}): Promise<DataParts> {
    if (id === DRAWINGS) return this.#drawings();
    const known = this.#loaded.get(id);
    if (known) return known;
    const published = findPublished(id);
    let parts: DataParts & { name: string };
    if (published && !published.publisher) {
      const readIdx = this.engine.readIdx.bind(this.engine);
      const folder = new URL(`data/${id}/`, this.base);
      parts = { name: published.title, ...(await download(folder, readIdx, tell)) };
    } else {
      const saved = await database.get('data', id).catch(() => undefined);
      if (!saved) throw new Error(`[data] ${published?.title ?? 'your files'}: not on this device yet`);
      parts = saved;
    }
    this.#loaded.set(id, parts);
    return parts;
  }

  /** Takes dropped files as this data set from now on. Resolves to whether the browser keeps them. */
  async take(id: string, files: readonly File[]): Promise<boolean> {
    const parts = await readDropped(files, this.engine.readIdx.bind(this.engine));
    const published = findPublished(id);
    if (published) {
      const names = published.label_names;
      for (const part of [parts.training, parts.test]) {
        if (!part) continue;
        if (part.label_names.length !== names.length)
          throw new Error(
            `[data] these files have ${part.label_names.length} classes, ${published.title} has ${names.length}`,
          );
        part.label_names = names;
      }
    }
    const name = published?.title ?? files[0].name;
    this.#loaded.set(id, { name, ...parts });
    return database.put('data', { id, name, ...parts }).then(
      () => true,
      () => false,
    );
  }

  async info(id: string, tell?: (progress: Progress) => void): Promise<DataInfo> {
    const { training, test } = await this.get(id, tell);
    const counts = training.label_names.map(() => 0);
    for (const label of training.labels) counts[label] += 1;
    return {
      id,
      name: this.#loaded.get(id)?.name ?? 'My drawings',
      images: training.labels.length,
      test_images: test?.labels.length ?? 0,
      rows: training.rows,
      columns: training.columns,
      channels: training.channels,
      label_names: training.label_names,
      counts,
    };
  }

  /** Drawings with digits keep the ten classes, so that any digit network can take them. */
  async #drawings(): Promise<DataParts> {
    const drawings = await database.all('drawings');
    const labels = [...new Set(drawings.map(({ label }) => label))].sort();
    const digits = [...'0123456789'];
    const names = labels.every((label) => digits.includes(label)) ? digits : labels;
    return { training: this.render(drawings, names), test: null };
  }

  /** Drawings as images; those with a label that is not among the names are left out. */
  render(drawings: readonly { strokes: number[][]; label: string }[], label_names: string[]) {
    const labelled = drawings
      .map(({ strokes, label }) => ({ strokes, label: label_names.indexOf(label) }))
      .filter(({ label }) => label >= 0);
    if (!labelled.length)
      throw new Error('[data] there are no drawings of yours yet: teach one on the Draw tab');
    return { ...this.engine.asImages(labelled), label_names };
  }

  async images(id: string, part: 'training' | 'test', indices: readonly number[]) {
    const parts = await this.get(id);
    return pick(parts[part] ?? parts.training, indices);
  }
}
