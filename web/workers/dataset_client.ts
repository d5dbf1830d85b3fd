import { signal } from '@preact/signals';
import { proxy, type Remote } from 'comlink';
import * as messages from '../app/messages';
import type { Progress } from '../data/download';
import type { ImportedFile } from '../data/imported_file';
import { inWords } from '../ui/words';
import type { DataInfo, Question, Taken } from './datasets';
import type { TrainerService } from './trainer_worker';

export type DataState =
  | { state: 'loading'; id: string; words: string }
  | { state: 'ready'; id: string; info: DataInfo }
  | { state: 'missing'; id: string; message: string };
/** Asks the worker; a worker that dies meanwhile is an answer too. */
export type Ask = <Result>(question: (service: Remote<TrainerService>) => Promise<Result>) => Promise<Result>;

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** The page's side of the data sets that the training worker holds. */
export class DatasetClient {
  /** The data set that is chosen. */
  readonly state = signal<DataState | null>(null);
  /** What has to be asked about the files that were imported for a data set. */
  readonly question = signal<(Question & { id: string }) | null>(null);
  readonly #ask: Ask;
  readonly #askNow: Ask;

  /** `askNow` does not wait for what else is asked. */
  constructor(ask: Ask, askNow: Ask) {
    this.#ask = ask;
    this.#askNow = askNow;
  }

  async load(id: string): Promise<void> {
    this.state.value = { state: 'loading', id, words: '' };
    const isWanted = () => this.state.value?.id === id;
    const onProgress = proxy(({ loaded_bytes, total_bytes }: Progress) => {
      const words = messages.training.megabytes(megabytes(loaded_bytes), megabytes(total_bytes));
      if (isWanted()) this.state.value = { state: 'loading', id, words };
    });
    try {
      const info = await this.#ask((service) => service.data(id, onProgress));
      if (isWanted()) this.state.value = { state: 'ready', id, info };
    } catch (error) {
      if (isWanted()) this.state.value = { state: 'missing', id, message: inWords(error) };
    }
  }

  /** Resolves to what is wrong with the files, or that they are not kept; empty for nothing. */
  take(id: string, imported: ImportedFile[]): Promise<string> {
    const onProgress = proxy((share: number) => {
      if (this.state.value?.id === id)
        this.state.value = {
          state: 'loading',
          id,
          words: messages.training.percent(Math.round(100 * share)),
        };
    });
    return this.#take(id, (service) => service.take(id, imported, onProgress));
  }

  /** Says how the numbers of the files are meant. Resolves as take() does. */
  answer(id: string, scaling: string): Promise<string> {
    return this.#take(id, (service) => service.answer(scaling));
  }

  async #take(id: string, ask: (service: Remote<TrainerService>) => Promise<Taken>): Promise<string> {
    const before = this.state.value;
    const isWanted = () => this.state.value?.id === id;
    this.question.value = null;
    try {
      const taken = await this.#ask(ask);
      if ('question' in taken) {
        this.question.value = { id, ...taken.question };
        if (isWanted()) this.state.value = before;
        return '';
      }
      if (isWanted()) await this.load(id);
      return taken.trouble && messages.training.filesNotKept(taken.trouble);
    } catch (error) {
      if (isWanted()) this.state.value = before;
      return inWords(error);
    }
  }

  /** Ends the loading or reading of data. */
  cancel(): Promise<void> {
    return this.#askNow((service) => service.cancelData());
  }
}
