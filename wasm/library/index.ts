import { Engine } from './engine';
import { loadModule } from './module';
import type * as api from './types';
import { chooseVariant } from './variants';

export type * from './types';

export const createEngine: typeof api.createEngine = async (options = {}) => {
  // A bundler would rewrite new URL('...', import.meta.url).
  const library = import.meta.url;
  const variant = await chooseVariant(options.variant ?? 'auto');
  const base = new URL(options.base ?? library);
  return new Engine(await loadModule(variant, base), variant, base);
};
