import { duration } from '../ui/words';

/** How long the rest will take of what goes on as it has begun; from the first step on, for what comes before is none. */
export class TimeLeft {
  #first: { share: number; at: number } | null = null;

  /** In words, or '' at the first step, now that this share is done. */
  after(share: number, at = performance.now()): string {
    this.#first ??= { share, at };
    const done = share - this.#first.share;
    return done > 0 ? duration((((at - this.#first.at) / 1000) * (1 - share)) / done) : '';
  }
}
