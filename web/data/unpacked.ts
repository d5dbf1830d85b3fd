// What is taken of files that somebody brought; as src/data/unpacked.h has it for the command line.

import * as messages from '../app/messages';
import { shortened } from '../../wasm/library/index';

/** What is taken in all, unpacked. */
export const MOST_BYTES = 2 ** 30;
/** An archive may be in an archive; what goes deeper is made to harm. */
const MOST_ARCHIVES = 3;
export const MOST_FILES = 200_000;
/** 64 MiB may always come out, and of more than 5 MiB for each byte 32 more. */
const ALWAYS = 64 * 2 ** 20;
const SMALL = 5 * 2 ** 20;
const TIMES = 32;

const mebibytes = (bytes: number) => Math.floor(bytes / 2 ** 20);

/** How many bytes may come out of so many packed ones: little is packed so that much comes out only by who means harm. */
export const mostUnpacked = (packed: number) =>
  Math.min(ALWAYS + TIMES * Math.max(packed - SMALL, 0), MOST_BYTES);

/** Counts what comes out of files, before memory is taken for it. Errors name the file. */
export class Unpacked {
  #packed = 0;
  #bytes = 0;
  #files = 0;

  /** A file of so many bytes was brought. */
  bring(packed: number): void {
    this.#packed += packed;
  }

  add(name: string, bytes: number): void {
    this.#bytes += bytes;
    const most = mostUnpacked(this.#packed);
    if (this.#bytes > most)
      throw new Error(
        messages.files.unpacksToMore(shortened(name), mebibytes(most), mebibytes(this.#packed + 2 ** 20)),
      );
  }

  addFile(name: string): void {
    this.#files += 1;
    if (this.#files > MOST_FILES) throw new Error(messages.files.tooMany(shortened(name), MOST_FILES));
  }

  /** Refuses what lies in so many archives. */
  static checkDepth(name: string, archives: number): void {
    if (archives > MOST_ARCHIVES) throw new Error(messages.files.tooDeep(shortened(name)));
  }
}
