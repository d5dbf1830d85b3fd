import type { BenchmarkFigures, Engine, TrainingPlan } from '../../wasm/library/index';
import { paced } from './paced';

/** So long training, and then reading, is measured. */
const TRAINING_MS = 4000;
const READING_MS = 1000;
export const SECONDS = (TRAINING_MS + READING_MS) / 1000;

/** For a guess beforehand: so long, and with so few images at a time that no batch takes much longer. */
const GUESS_MS = 120;
const GUESS_IMAGES = 16;

/** Seconds for an image. */
export interface Pace {
  training: number;
  reading: number;
}

/** A guess at how fast this engine trains and reads. */
export async function guessPace(engine: Engine, { model, training }: TrainingPlan): Promise<Pace> {
  const batch_size = Math.min(GUESS_IMAGES, training.batch_size ?? GUESS_IMAGES);
  const benchmark = await engine.benchmark({ model, training: { ...training, batch_size } });
  const end = performance.now() + GUESS_MS;
  try {
    do await benchmark.train();
    while (performance.now() < end);
    await benchmark.read();
    const figures = await benchmark.figures();
    return {
      training: figures.training.seconds / figures.training.images,
      reading: figures.reading.seconds / figures.reading.images,
    };
  } finally {
    benchmark.dispose();
  }
}

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
