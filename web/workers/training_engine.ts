import {
  type Catalogue,
  createEngine,
  type Engine,
  isReproducible,
  type Preset,
} from '../../wasm/library/index';
import type { OpenOptions } from './recognizer_worker';

export interface TrainerOptions extends OpenOptions {
  /** Whether no engine will do but one that trains to the same weights as any other device. */
  reproducible: boolean;
}

export interface EngineAbout {
  variant: string;
  reproducible: boolean;
  /** Whether there is one that is reproducible and one that is not. */
  has_choice: boolean;
  threads: number;
  most_threads: number;
  presets: Preset[];
  catalogue: Catalogue;
}

/** An engine that trains, with no more threads than the one before it was left with. */
export async function openEngine(
  { base, variant, reproducible }: TrainerOptions,
  before?: Engine,
): Promise<{ engine: Engine; about: EngineAbout }> {
  const is_fast = !(await isReproducible(variant));
  const engine = await createEngine({
    base,
    variant: reproducible && is_fast ? 'auto' : variant,
    reproducible,
  });
  if (before && before.threads < before.most_threads)
    engine.setThreads(Math.min(before.threads, engine.most_threads));
  const { threads, most_threads, presets, catalogue } = engine;
  const has_choice = is_fast && (reproducible || !engine.reproducible);
  return {
    engine,
    about: {
      variant: engine.variant,
      reproducible: engine.reproducible,
      has_choice,
      threads,
      most_threads,
      presets,
      catalogue,
    },
  };
}
