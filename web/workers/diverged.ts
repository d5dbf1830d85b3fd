import * as messages from '../app/messages';
import type { Done } from '../../wasm/library/index';

const short = (rate: number) => String(Number(rate.toPrecision(3)));

/** What became of a run whose numbers are no longer finite; `rate` is the learning rate at the end. */
export function divergedWords({ epoch = 1, batch = 1 }: Done, rate: number): string {
  return messages.training.diverged(batch, epoch, short(rate));
}
