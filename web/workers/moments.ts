import type { Engine } from '../../wasm/library/index';
import { database, type Moment } from '../state/database';
import { momentFile } from '../state/moments';
import { ownedElsewhere } from './owner';

/**
 * So many moments are kept of a run, or fewer where all files together would be larger than this: that begins with files of
 * 3 MB. A network of 1.2 million parameters, as keras-simple is, still has 20.
 */
const MOST = 32;
const MOST_BYTES = 96 * 2 ** 20;
/** Of so many more there is a choice. */
const CHOICE = 1.5;
const FEWEST = 2;

/** How far a run is: learning goes fast at first, so that moments lie evenly along the root of the steps. */
const place = (step: number) => Math.sqrt(step);
const isEpochEnd = ({ at }: Omit<Moment, 'id'>) => Number.isInteger(at);

/**
 * Which moments of a run are kept, however long it becomes: the first, the last, and between them some that lie evenly.
 * What is kept is written while the run goes on; what cannot be written stays in memory.
 */
export class Moments {
  #most = MOST;
  /** What is not written yet. */
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #gone = new Set<string>();
  #writing: Promise<void> | null = null;

  /** `onWritten` gets the error where some could not be written. */
  constructor(
    private readonly run: string,
    private kept: readonly Moment[],
    private readonly onWritten: (moments: readonly Moment[], error?: unknown) => void,
  ) {}

  /** Those until a step, for a run that goes on from there. */
  goBack(step: number): void {
    for (const moment of this.kept) if (moment.step > step) this.#gone.add(moment.id);
    this.kept = this.kept.filter((moment) => moment.step <= step);
    this.onWritten(this.kept);
  }

  /** Whether the network is to be kept as it is now. The end of an epoch has been validated, which makes it worth more. */
  isDue(now: Omit<Moment, 'id'>): boolean {
    const last = this.kept.at(-1);
    if (!last) return true;
    const gap = place(now.step) - place(last.step);
    const least = place(now.step) / (CHOICE * this.#most);
    return isEpochEnd(now) ? gap === 0 || gap >= least / 2 : gap >= least;
  }

  add(moment: Omit<Moment, 'id'>, file: Uint8Array<ArrayBuffer>): void {
    this.#most = Math.min(MOST, Math.max(FEWEST, Math.floor(MOST_BYTES / file.length)));
    const id = `${this.run}/${moment.step}`;
    this.#files.set(id, file);
    this.#gone.delete(id);
    this.kept = [...this.kept.filter((each) => each.id !== id), { id, ...moment }];
    while (this.kept.length > this.#most) this.#thin();
    this.#write();
  }

  /** The model file of a moment, wherever it is. */
  async file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#files.get(id) ?? (await momentFile(id).catch(() => undefined));
  }

  /** Until all is written, or could not be. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** The one between the two that are nearest to each other goes. */
  #thin(): void {
    let least = Infinity;
    let goes = 1;
    for (let i = 1; i < this.kept.length - 1; i++) {
      const gap = place(this.kept[i + 1].step) - place(this.kept[i - 1].step);
      const worth = isEpochEnd(this.kept[i]) ? 2 * gap : gap;
      if (worth < least) [least, goes] = [worth, i];
    }
    const { id } = this.kept[goes];
    this.#files.delete(id);
    // An earlier file of it may be written all the same: the end of an epoch comes twice, before it is validated and after.
    this.#gone.add(id);
    this.kept = this.kept.filter((each) => each.id !== id);
  }

  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  async #writeAll(): Promise<void> {
    while (this.#files.size || this.#gone.size) {
      const [moments, gone] = [[...this.kept], [...this.#gone]];
      const files = [...this.#files].map(([id, file]) => ({ id, file }));
      this.#files.clear();
      this.#gone.clear();
      try {
        await database.putMoments({ id: this.run, moments }, files, gone);
        this.onWritten(moments);
      } catch (error) {
        // The next may find room.
        const isKept = (id: string) => this.kept.some((each) => each.id === id);
        for (const { id, file } of files) if (isKept(id) && !this.#files.has(id)) this.#files.set(id, file);
        for (const id of gone) if (!isKept(id)) this.#gone.add(id);
        return this.onWritten(this.kept, error);
      }
    }
  }
}

/** Those of runs that are neither under way nor kept in any way go. */
export async function removeLostMoments(): Promise<void> {
  const [kept, ended, unfinished, elsewhere] = await Promise.all([
    database.keys('moments'),
    database.keys('ended'),
    database.keys('unfinished'),
    ownedElsewhere(),
  ]);
  const known = new Set([...ended, ...unfinished, ...elsewhere]);
  for (const run of kept) if (!known.has(run)) await database.removeMoments(run);
}

/** How sure each moment of a run is of the classes of one image of 28x28; moments that are gone have no answer. */
export async function readMoments(
  engine: Engine,
  moments: readonly Moment[],
  image: Float32Array,
  fileOf: (id: string) => Promise<Uint8Array<ArrayBuffer> | undefined>,
): Promise<Record<string, number[]>> {
  const answers: Record<string, number[]> = {};
  for (const { id } of moments) {
    const file = await fileOf(id);
    if (!file) continue;
    const model = await engine.load(file);
    try {
      answers[id] = [...(await model.predict(image, 1))];
    } finally {
      model.dispose();
    }
  }
  return answers;
}
