import { effect } from '@preact/signals-core';
import type { TrainingContext } from './context';
import * as messages from './messages';

/** Tells on every tab, and in the browser's, how much of a run is done while one goes on. */
export function tellProgress({ trainer, progress }: TrainingContext): void {
  const { title } = document;
  effect(() => {
    const { state } = trainer.status.value;
    const latest = trainer.history.latest.value;
    const isUnder = state === 'training' || state === 'paused';
    const share = latest ? (latest.epoch - 1 + latest.batch / latest.batches) / latest.epochs : 0;
    progress.value = isUnder ? messages.run.percentDone(Math.floor(100 * share)) : '';
  });
  effect(() => {
    document.title = progress.value ? messages.run.inTitle(progress.value) : title;
  });
}
