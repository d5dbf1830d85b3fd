import type { Engine } from '../../wasm/library/index';
import type { LabelledImages } from '../data/images';
import { type Emit, type Experiment, Training } from './run';
import { newRun } from './unfinished_runs';

/** Begins a run, which stands still until fit(). */
export async function begin(
  engine: Engine,
  experiment: Experiment,
  data: LabelledImages,
  validation_data: LabelledImages | undefined,
  emit: Emit,
): Promise<Training> {
  const { model, training, seed } = experiment.plan;
  const trainer = await engine.trainer({
    model: experiment.from ?? model,
    training,
    seed,
    data,
    validation_data,
  });
  const run = await newRun({
    experiment,
    begun: Date.now(),
    epochs: [],
    latest: null,
    validation: trainer.validation,
    parameters: trainer.model.parameters,
    reproducible: engine.reproducible,
  });
  return new Training(trainer, run, emit);
}
