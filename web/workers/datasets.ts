import * as messages from '../app/messages';
import type { BroughtData, DataReader, Engine } from '../../wasm/library/index';
import { download, type Progress } from '../data/download';
import type { ImportedFile } from '../data/imported_file';
import { readImported } from '../data/files';
import { type DataParts, type LabelledImages, pick, spread } from '../data/images';
import { findPublished, isServed, published } from '../data/published';
import { nameAsPublished } from '../data/published_names';
import { database } from '../state/database';
import { inWords } from '../ui/words';
import { nextTask } from './next_task';

/** The data set of what the person drew. */
export const DRAWINGS = 'drawings';
/** Whatever files the person brought. */
export const FILES = 'files';

/** All that can be trained on and evaluated with. */
export const dataChoices = [
  ...published.map(({ id, title }) => ({ value: id, label: title })),
  { value: DRAWINGS, label: messages.datasets.drawings },
  { value: FILES, label: messages.datasets.files },
];

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
  /** How the numbers of brought files were read; empty for others. */
  words: string;
}

/** Numbers that may be meant in several ways, with some images as each would have them. */
export interface Question {
  numbers: string;
  choices: { scaling: string; words: string; some: LabelledImages }[];
}

/** Why the browser does not keep what was brought, or '', or what has to be asked first. */
export type Taken = { trouble: string } | { question: Question };

interface Loaded extends DataParts {
  name: string;
  words?: string;
}

/** Between two reports of progress. */
const PROGRESS_MS = 50;
/** Images that show what a way to read numbers makes of them. */
const SHOWN = 8;
/** Of bytes of ink, as they are kept. */
const INK = '0..255';

/** The data sets in the worker's memory, and where they come from. */
export class Datasets {
  readonly #loaded = new Map<string, Loaded>();
  /** Test parts of what the site serves, here or on their way. */
  readonly #tests = new Map<string, Promise<LabelledImages>>();
  /** What waits for an answer. */
  #asked: { id: string; name: string; reader: DataReader } | null = null;
  #work = new AbortController();
  #engine: Engine;

  constructor(
    engine: Engine,
    private readonly base: string,
  ) {
    this.#engine = engine;
  }

  /** Nothing is read when it changes; what waits for an answer is gone with the one before. */
  set engine(engine: Engine) {
    this.#forget();
    this.#engine = engine;
  }

  /** Ends whatever is being fetched or read. */
  cancel(): void {
    this.#work.abort(new Error(messages.files.cancelled));
    this.#work = new AbortController();
  }

  /** Throws, in words, where it is not at hand. */
  async get(id: string, onProgress: (progress: Progress) => void = () => {}): Promise<DataParts> {
    if (id === DRAWINGS) return this.#drawings();
    const known = this.#loaded.get(id);
    if (known) return known;
    const parts = await (isServed(id) ? this.#fetched(id, onProgress) : this.#saved(id));
    this.#loaded.set(id, parts);
    return parts;
  }

  /** What a model is tried with: the test part, without the rest where that lies apart; the training part where there is none. */
  async tested(id: string): Promise<LabelledImages> {
    if (isServed(id)) return this.#test(id);
    const { training, test } = await this.get(id);
    return test ?? training;
  }

  /** The test part of what the site serves. */
  #test(id: string): Promise<LabelledImages> {
    const known = this.#tests.get(id);
    if (known) return known;
    const served = download(...this.#served(id), () => {}, this.#work.signal, ['test']);
    const test = served.then((parts) => parts.test);
    this.#tests.set(id, test);
    // What has failed is tried again.
    test.catch(() => this.#tests.delete(id));
    return test;
  }

  async #fetched(id: string, onProgress: (progress: Progress) => void): Promise<Loaded> {
    const [{ training }, test] = await Promise.all([
      download(...this.#served(id), onProgress, this.#work.signal, ['training']),
      this.#test(id),
    ]);
    return { name: findPublished(id)!.title, training, test };
  }

  /** What the browser keeps of files that were brought. */
  async #saved(id: string): Promise<Loaded> {
    const saved = await database.get('data', id);
    if (!saved) {
      const published = findPublished(id);
      throw new Error(published ? messages.files.notHere(published.title) : messages.files.yoursNotHere);
    }
    // Those of an earlier release do not say what their bytes are.
    const inked = (part: LabelledImages) => ({ ...part, scaling: INK });
    return { ...saved, training: inked(saved.training), test: saved.test && inked(saved.test) };
  }

  /** Where the site has a data set, and what reads it. */
  #served(id: string) {
    return [new URL(`data/${id}/`, this.base), this.#engine.readIdx.bind(this.#engine)] as const;
  }

  /** Takes files as this data set from now on, unless something has to be asked first. */
  async take(
    id: string,
    imported: readonly ImportedFile[],
    onProgress: (share: number) => void,
  ): Promise<Taken> {
    const { signal } = this.#work;
    let reported = performance.now();
    this.#forget();
    const reader = this.#engine.dataReader();
    this.#asked = { id, name: findPublished(id)?.title ?? imported[0].path.split('/')[0], reader };
    try {
      await readImported(imported, reader, async (share) => {
        if (performance.now() - reported < PROGRESS_MS) return;
        onProgress(share);
        await nextTask();
        signal.throwIfAborted();
        reported = performance.now();
      });
      const data = reader.read();
      if (data.readings.length === 1) return await this.#keep(data);
      const choices = data.readings.map((reading) => {
        const { training } = reader.read(reading.scaling);
        return { ...reading, some: pick(training, spread(training.labels.length, SHOWN)) };
      });
      return { question: { numbers: data.numbers, choices } };
    } catch (error) {
      if (this.#asked?.reader === reader) this.#forget();
      throw error;
    }
  }

  /** What the person says that the numbers are. */
  answer(scaling: string): Promise<Taken> {
    if (!this.#asked) throw new Error(messages.files.noQuestion);
    return this.#keep(this.#asked.reader.read(scaling));
  }

  async #keep({ training, test, words }: BroughtData): Promise<Taken> {
    const { id, name } = this.#asked!;
    this.#forget();
    const parts = { training, test };
    const published = findPublished(id);
    if (published) nameAsPublished(parts, published);
    this.#loaded.set(id, { name, words, ...parts });
    const trouble = await database.put('data', { id, name, words, ...parts }).then(
      () => '',
      (error: unknown) => inWords(error),
    );
    return { trouble };
  }

  #forget(): void {
    this.#asked?.reader.dispose();
    this.#asked = null;
  }

  async info(id: string, onProgress?: (progress: Progress) => void): Promise<DataInfo> {
    const { training, test } = await this.get(id, onProgress);
    const counts = training.label_names.map(() => 0);
    for (const label of training.labels) counts[label] += 1;
    return {
      id,
      name: this.#loaded.get(id)?.name ?? messages.datasets.drawings,
      images: training.labels.length,
      test_images: test?.labels.length ?? 0,
      rows: training.rows,
      columns: training.columns,
      channels: training.channels,
      label_names: training.label_names,
      counts,
      words: this.#loaded.get(id)?.words ?? '',
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
    if (!labelled.length) throw new Error(messages.files.noDrawings);
    return { ...this.#engine.asImages(labelled), label_names };
  }

  async images(id: string, part: 'training' | 'test', indices: readonly number[]) {
    const images = part === 'test' ? await this.tested(id) : (await this.get(id)).training;
    return pick(images, indices);
  }
}
