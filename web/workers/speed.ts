import type { BenchmarkFigures, Engine, TrainingPlan } from '../../wasm/library/index';
import { paced } from './paced';

/** So long training, and then reading, is measured. */
const TRAINING_MS = 4000;
const READING_MS = 1000;
export const SECONDS = (TRAINING_MS + READING_MS) / 1000;

/** How fast this engine trains and reads; `onProgress` gets the seconds that are left, and ends it with false. */
export async function measure(
  engine: Engine,
  { model, training }: TrainingPlan,
  onProgress: (seconds_left: number) => Promise<boolean>,
): Promise<BenchmarkFigures | null> {
  const benchmark = await engine.benchmark({ model, training });
  const end = performance.now() + 1000 * SECONDS;
  const report = paced(onProgress);
  const work = async (batch: () => Promise<void>, until: number): Promise<boolean> => {
    do {
      await batch();
      if (!(await report(Math.max(0, end - performance.now()) / 1000))) return false;
    } while (performance.now() < until);
    return true;
  };
  try {
    const trained = await work(() => benchmark.train(), end - READING_MS);
    const measured = trained && (await work(() => benchmark.read(), end));
    return measured ? await benchmark.figures() : null;
  } finally {
    benchmark.dispose();
  }
}
