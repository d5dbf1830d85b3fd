// Inkling as a contender in a race.
import { at } from '../../.tools/project.mjs';
import { startProgram } from './program.mjs';

/** The benchmark program on a network, of this tree or of the one in `folder`. */
export const startNative = (
  network,
  { work = 'train', kernels = 'auto', threads, batch_size, folder = at() },
) => {
  const settings = { work, kernels, threads, 'batch-size': batch_size };
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const { model, optimizer } = network;
  return startProgram([`${folder}/build/native/inkling_bench_network`, ...flags], { model, optimizer });
};

/** What is trained, asked (`predict`), or asked with kernels of int8 (`packed`). */
const named = (name, work) => (work === 'packed' ? `${name}, packed` : name);

/** One for each number of threads. */
export const native = (network, { work, kernels, batch_size = network.batch_size, folder }) =>
  [1, 2].map((threads) => ({
    name: named(kernels ? `Inkling ${kernels}` : 'Inkling', work),
    threads,
    start: () => startNative(network, { work, kernels, threads, batch_size, folder }),
  }));

/** The same in a browser that `start` starts in; the library in one of its variants. */
export const web = (start, network, { work = 'train', variant = 'auto', batch_size = network.batch_size }) =>
  (/^auto$|threads$/.test(variant) ? [1, 2] : [1]).map((threads) => ({
    name: named(variant === 'auto' ? 'Inkling' : `Inkling ${variant}`, work),
    threads,
    start: () => start('page/inkling.mjs', { network, work, variant, threads, batch_size }),
  }));
