import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { TrainingPlan } from '../../wasm/library/index';
import type { TrainingContext } from '../app/context';
import { epochSeconds, rememberEpoch } from '../state/paces';
import type { DataInfo } from '../workers/datasets';
import type { Experiment } from '../workers/run';
import { Text } from '../ui/text';
import { duration } from '../ui/words';

/** A program is compiled better once it has run for a while: then it is measured again. */
const AGAIN_MS = 1500;
/** While something is typed nothing is measured. */
const REST_MS = 400;

interface Counts {
  /** That an epoch trains on, and that it is validated on. */
  training: number;
  validation: number;
}

/** The images of an epoch. */
function countsOf({ training }: TrainingPlan, info: DataInfo): Counts {
  const { steps_per_epoch = 0, batch_size = 32 } = training as {
    steps_per_epoch?: number;
    batch_size?: number;
  };
  const put_aside = Math.floor(info.images * (training.validation_split ?? 0));
  return {
    training: steps_per_epoch ? steps_per_epoch * batch_size : info.images - put_aside,
    validation: put_aside || info.test_images,
  };
}

/** What else an epoch's time depends on. */
const howOf = ({ trainer }: TrainingContext, info: DataInfo) => {
  const { variant, threads } = trainer.about.value!;
  return [info.images, info.test_images, info.rows, info.columns, variant, threads] as const;
};

/** How long this would train on this device; undefined where that cannot be said. */
export async function expectedSeconds(app: TrainingContext, plan: TrainingPlan): Promise<number | undefined> {
  const { trainer } = app;
  const data = trainer.dataset.state.value;
  if (data?.state !== 'ready') return undefined;
  const epochs = plan.training.epochs ?? 1;
  const known = epochSeconds(plan, ...howOf(app, data.info));
  if (known !== undefined) return known * epochs;
  const pace = await trainer.ask((service) => service.guessPace(plan));
  const counts = countsOf(plan, data.info);
  return epochs * (counts.training * pace.training + counts.validation * pace.reading);
}

/** For the next time: how long an epoch of the run that has just ended took. */
export function learnPace(app: TrainingContext, { plan, rehearsal }: Experiment): void {
  const data = app.trainer.dataset.state.value;
  const { latest, epochs } = app.trainer.history;
  const seconds = epochs.value.at(-1)?.seconds;
  if (rehearsal || data?.state !== 'ready' || !seconds || !latest.value) return;
  rememberEpoch(seconds / epochs.value.length, plan, ...howOf(app, data.info));
}

const percentOf = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

interface Props {
  app: TrainingContext;
  experiment: Experiment;
}

/** Before a run: how long it would take here, what an epoch is, and what it would be validated on. */
export function Expected({ app, experiment: { plan } }: Props) {
  const { trainer } = app;
  const [seconds, setSeconds] = useState<number | undefined>(undefined);
  const about = trainer.about.value!;
  const key = JSON.stringify([plan, about.variant, about.threads]);
  useEffect(() => {
    let wanted = true;
    setSeconds(undefined);
    const measure = async () => {
      const found = await expectedSeconds(app, plan).catch(() => undefined);
      if (wanted && found !== undefined) setSeconds((before) => Math.min(before ?? found, found));
    };
    const timers = [setTimeout(() => void measure(), REST_MS), setTimeout(() => void measure(), AGAIN_MS)];
    return () => {
      wanted = false;
      timers.forEach(clearTimeout);
    };
  }, [key]);
  const data = trainer.dataset.state.value;
  if (data?.state !== 'ready') return null;
  const { info } = data;
  const { training } = countsOf(plan, info);
  const split = plan.training.validation_split ?? 0;
  return (
    <p class="hint" data-testid="expected" data-seconds={seconds}>
      <Text>
        {[
          seconds === undefined ? messages.run.measuring : messages.run.takes(duration(seconds)),
          messages.run.epochIs(training, info.images),
          split > 0
            ? messages.run.validatedOn(percentOf(split))
            : info.test_images
              ? messages.run.validatedOnTest(info.test_images)
              : messages.run.notValidated,
        ].join(' ')}
      </Text>
    </p>
  );
}
