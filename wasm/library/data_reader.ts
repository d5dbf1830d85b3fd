import type { BoundDataReader } from './module';
import { refusal } from './trouble';
import type * as api from './types';

/** The one owner of a reader in the engine's memory: it deletes it. */
export class DataReader implements api.DataReader {
  #bound: BoundDataReader | null;

  constructor(
    bound: BoundDataReader,
    private readonly onDispose: (gone: DataReader) => void,
  ) {
    this.#bound = bound;
  }

  private get bound(): BoundDataReader {
    if (!this.#bound) throw refusal('data', 'the reader was disposed of');
    return this.#bound;
  }

  add(path: string, bytes: Uint8Array): void {
    this.bound.add(path, bytes);
  }

  addPicture(path: string, picture: api.Pixels): void {
    this.bound.add_picture(path, picture);
  }

  read(scaling = 'auto'): api.BroughtData {
    return this.bound.read(scaling);
  }

  dispose(): void {
    this.#bound?.delete();
    this.#bound = null;
    this.onDispose(this);
  }
}
