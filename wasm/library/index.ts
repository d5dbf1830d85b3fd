import { engineName } from './assets';
import { Engine } from './engine';
import { loadModule } from './module';
import { loadReading } from './reading';
import { refusal } from './trouble';
import type * as api from './types';
import { chooseThreads, chooseVariants, isThreaded } from './variants';

export type * from './types';
export { modelName } from './assets';
export { shortened } from './containers/shortened';
export { readBytes } from './files';
export { isReproducible, isThreaded } from './variants';

export const createEngine: typeof api.createEngine = async (options = {}) => {
  const { variant = 'auto', part = 'whole', reproducible } = options;
  const threads = part === 'reading' ? 1 : (options.threads ?? 'auto');
  if (part === 'reading' && isThreaded(variant)) {
    throw refusal('engine', 'the part that reads has no threads, got variant {}', variant);
  }
  // A bundler would rewrite new URL('...', import.meta.url).
  const library = import.meta.url;
  const base = new URL(options.base ?? library);
  let failure;
  // A build with threads may still be refused its memory or its workers.
  for (const choice of await chooseVariants(variant, { threads, reproducible })) {
    const count = await chooseThreads(choice, threads);
    try {
      const at = (part: string, end: string) =>
        new URL(`engine/${engineName(`inkling-${choice}${part}`, end)}`, base);
      const loaded =
        part === 'reading'
          ? loadReading(choice, at('-reading', '.wasm'))
          : loadModule(at('', '.js'), at('', '.wasm'), count);
      return new Engine(await loaded, choice, base, count);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
};
