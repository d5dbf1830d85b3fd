import { useEffect } from 'preact/hooks';
import * as messages from '../app/messages';
import { dataChoices } from '../workers/datasets';
import { onlyKnown } from '../state/address';
import type { TrainingContext } from '../app/context';
import { scheduleNames } from '../state/rates';
import css from './unfinished.module.css';

/** Whether every name in the settings can be chosen; where one cannot, the usual takes its place. */
export function useKnownSettings({ trainer, settings, refused }: TrainingContext): boolean {
  const about = trainer.about.value;
  const asked =
    about &&
    onlyKnown(settings.value, {
      dataset: dataChoices.map(({ value }) => value),
      preset: about.presets.map(({ name }) => name),
      optimizer: about.catalogue.optimizers.map(({ class_name }) => class_name),
      schedule: scheduleNames(about.catalogue.schedules),
    });
  const unknown = asked?.refused.join();
  useEffect(() => {
    if (!asked || !unknown) return;
    refused.value = [...refused.value, ...asked.refused];
    settings.value = asked.settings;
  }, [unknown]);
  return unknown === '';
}

const LONGEST = 60;

/** Says which settings of an address are not taken. */
export function Refused({ app: { refused } }: { app: TrainingContext }) {
  if (!refused.value.length) return null;
  const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return (
    <section class={`card ${css.banner}`} data-testid="refused" role="alert">
      <p>{messages.train.unknownSettings(refused.value.map(short).join(', '))}</p>
      <button class="button" type="button" onClick={() => (refused.value = [])}>
        {messages.train.ok}
      </button>
    </section>
  );
}
