import type { Done } from '../../wasm/library/index';

const short = (rate: number) => String(Number(rate.toPrecision(3)));

/** What became of a run whose numbers are no longer finite; `rate` is the learning rate at the end. */
export function divergedWords({ epoch = 1, batch = 1 }: Done, rate: number): string {
  const where = epoch > 1 ? `batch ${batch} of epoch ${epoch}` : `batch ${batch}`;
  const kept = batch > 1 ? `as it was at batch ${batch - 1}` : 'as it was before';
  return (
    `Stopped at ${where}: the loss is no longer a number, the learning rate ${short(rate)} is too high. ` +
    `The network ${kept} is kept.`
  );
}
