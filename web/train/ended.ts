import * as messages from '../app/messages';
import type { TrainingStatus } from '../workers/run_state';
import type { Experiment } from '../workers/run';
import { database, type EndedRun } from '../state/database';
import type { TrainingContext } from '../app/context';
import { inWords } from '../ui/words';
import { keepModel } from '../app/keep';
import { learnPace } from './expected';

/** What is kept of a run that has just ended; null where it has not come to the end of an epoch. */
export function endedRun(
  { trainer }: TrainingContext,
  id: string,
  { address, title, plan }: Experiment,
  { state }: TrainingStatus,
): EndedRun | null {
  const { epochs, points, latest } = trainer.history;
  if (!id || !epochs.value.length) return null;
  return {
    id,
    begun: Date.now(),
    address,
    title,
    state,
    plan,
    epochs: epochs.value,
    points: points.value,
    parameters: trainer.kind.value?.parameters,
    seconds: latest.value?.seconds,
    weights_hash: trainer.weights_hash.value,
  };
}

/** Keeps a run, and its network among the person's models. */
export async function keepEnded(
  app: TrainingContext,
  run: EndedRun,
  experiment: Experiment,
  { state, too_high }: TrainingStatus,
): Promise<void> {
  const { trainer } = app;
  const { dataset, rehearsal } = experiment;
  learnPace(app, experiment);
  const file = trainer.weights.value;
  const failed = state === 'error' && too_high === undefined;
  try {
    await database.put('ended', run);
    if (!file || failed || rehearsal) return;
    const done = state === 'done';
    const name = done ? run.title : messages.train.stopped(run.title);
    await keepModel(app, file, name, dataset, done ? run.epochs.at(-1) : undefined);
    app.toast(messages.train.saved(name));
  } catch (error) {
    trainer.storageTrouble.value = `${inWords(error)} ${messages.training.reloadLoses}`;
  }
}
