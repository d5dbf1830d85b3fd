// What is taken of files that somebody brought; as src/data/unpacked.h has it for data.

import { refusal } from '../trouble';
import { shortened } from './shortened';

const MEBIBYTE = 2 ** 20;
/** What is taken in all, unpacked. */
const MOST_BYTES = 2 ** 30;
/** 64 MiB may always come out, and of more than 5 MiB for each byte 32 more. */
const ALWAYS = 64 * MEBIBYTE;
const SMALL = 5 * MEBIBYTE;
const TIMES = 32;
/** An archive may be in an archive; what goes deeper is made to harm. */
const MOST_ARCHIVES = 3;
/** Files, and what is in them: groups, data sets and attributes, or chunks. Models of a thousand layers have a third of it. */
const MOST_PARTS = 10_000;

/** How many bytes may come out of so many packed ones: little is packed so that much comes out only by who means harm. */
export const mostUnpacked = (packed: number) =>
  Math.min(ALWAYS + TIMES * Math.max(packed - SMALL, 0), MOST_BYTES);

/** Counts what comes out of files, before memory is taken for it. Errors name the file. */
export class Taken {
  readonly #packed: number;
  #bytes = 0;
  #parts = 0;

  /** `packed` bytes were brought. */
  constructor(packed: number) {
    this.#packed = packed;
  }

  add(name: string, bytes: number): void {
    this.#bytes += bytes;
    const most = mostUnpacked(this.#packed);
    if (this.#bytes <= most) return;
    const [from, to] = [this.#packed + MEBIBYTE, most].map((each) => Math.floor(each / MEBIBYTE));
    throw refusal(
      'model',
      '{} unpacks from {} to more than {} MiB; unpack it yourself if that is right',
      shortened(name),
      from,
      to,
    );
  }

  addParts(name: string, parts: number): void {
    this.#parts += parts;
    if (!(this.#parts <= MOST_PARTS))
      throw refusal('model', '{} is made of more than {} parts', shortened(name), MOST_PARTS);
  }

  /** Refuses what lies in so many archives. */
  static checkDepth(name: string, archives: number): void {
    if (archives > MOST_ARCHIVES)
      throw refusal('model', '{} is nested in too many archives', shortened(name));
  }
}
