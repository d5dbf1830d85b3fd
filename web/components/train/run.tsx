import type { TrainingPlan, Validation } from '../../../wasm/library/types';
import type { LabState } from '../../engine/lab';
import type { EndedRun } from '../../state/database';
import type { Desk } from '../../state/desk';
import { tenth } from '../../state/rates';
import { percent } from '../../state/words';
import { Text } from '../text';
import { Charts } from './charts';
import { duration } from './clock';
import { EngineLine } from './engine';
import figures from '../figures.module.css';

/** On which images a run is validated. */
function validationWords({ training, seed }: TrainingPlan, validation: Validation): string {
  const share = `${Number((100 * (training.validation_split ?? 0)).toPrecision(3))} %`;
  return {
    none: 'Validation: none.',
    'last part': `Validation: the last ${share} of the images.`,
    shuffled: `Validation: ${share} of the images, drawn by seed ${seed}, as the data are sorted by class.`,
    'own data': 'Validation: the test images.',
  }[validation];
}

const words: Record<LabState, string> = {
  idle: 'Ready to train.',
  loading: 'Getting ready…',
  training: 'Training',
  paused: 'Paused',
  done: 'Done',
  error: 'Something went wrong.',
};

interface Props {
  desk: Desk;
  /** Runs that are shown beside this one. */
  beside: EndedRun[];
  /** The data are there. */
  ready: boolean;
  /** Why nothing can be started, in words, or ''. */
  trouble: string;
  /** The settings are no longer those of the run, but for the rate. */
  changed: boolean;
  onStart: () => void;
  onFurther: () => void;
  onStep: () => void;
  /** Again at a tenth of the rate; undefined where there is nothing to do again. */
  onAgain?: () => void;
  onSave: () => void;
}

/** The run: its controls, where it stands and how it goes. */
export function Run({ desk, beside, ready, trouble, changed, ...on }: Props) {
  const { lab } = desk;
  const { state, message, too_high } = lab.status.value;
  const latest = lab.course.latest.value;
  const epochs = lab.course.epochs.value;
  const last = epochs.at(-1);
  const under = state === 'training' || state === 'paused';
  const busy = under || state === 'loading';
  const startable = ready && !trouble;
  const share = latest ? (latest.epoch - 1 + latest.batch / latest.batches) / latest.epochs : 0;
  const done = state === 'done' ? 1 : share;
  const seconds_left = lab.course.seconds_left.value;
  const begun = latest !== null || epochs.length > 0;
  const left = under && seconds_left !== null ? ` · about ${duration(seconds_left)} left` : '';
  const said = message || (state === 'idle' && !ready ? 'Waiting for data.' : words[state]);
  const why = trouble && !busy ? 'start-trouble' : undefined;
  return (
    <section class="card" aria-label="Training">
      <div class="controls">
        <button
          class={state === 'paused' ? 'button' : 'button main'}
          type="button"
          data-testid="start"
          disabled={busy || !startable}
          aria-describedby={why}
          onClick={on.onStart}
        >
          <Text>{begun && !busy ? 'Train anew' : 'Start'}</Text>
        </button>
        <button
          class={state === 'paused' ? 'button main' : 'button'}
          type="button"
          data-testid="pause"
          disabled={!under}
          onClick={() => void (state === 'paused' ? lab.proceed() : lab.pause())}
        >
          <Text>{state === 'paused' ? 'Resume' : 'Pause'}</Text>
        </button>
        {lab.weights.value && !busy && (
          <button
            key="further"
            class="button"
            type="button"
            data-testid="further"
            title="More epochs, from the weights as they are"
            disabled={!startable}
            aria-describedby={why}
            onClick={on.onFurther}
          >
            <Text>Train further</Text>
          </button>
        )}
        <button
          key="step"
          class="button"
          type="button"
          data-testid="step"
          disabled={state === 'training' || state === 'loading' || (state !== 'paused' && !startable)}
          aria-describedby={why}
          onClick={on.onStep}
        >
          <Text>One step</Text>
        </button>
        <button
          key="stop"
          class="button"
          type="button"
          data-testid="stop"
          disabled={!busy}
          onClick={() => void lab.stop()}
        >
          <Text>Stop</Text>
        </button>
        <button
          key="save"
          class="button"
          type="button"
          data-testid="model-save"
          disabled={!lab.weights.value}
          onClick={on.onSave}
        >
          <Text>Save model</Text>
        </button>
      </div>
      <p
        key="trouble"
        class="trouble"
        id="start-trouble"
        data-testid="start-trouble"
        role="status"
        hidden={!why}
      >
        <Text>{why ? `Not yet: ${trouble}` : ''}</Text>
      </p>
      <p
        key="status"
        class={state === 'error' ? 'status trouble' : 'status'}
        data-testid="status"
        data-state={state}
        role="status"
      >
        <Text>{said + left}</Text>
      </p>
      {too_high !== undefined && on.onAgain && (
        <p key="again">
          <button class="button main" type="button" data-testid="again" onClick={on.onAgain}>
            <Text>{`Train again at a tenth: ${tenth(too_high)}`}</Text>
          </button>
        </p>
      )}
      {lab.experiment.value && lab.validation.value && (
        <p key="validation" class="hint" data-testid="validation">
          <Text>{validationWords(lab.experiment.value.plan, lab.validation.value)}</Text>
        </p>
      )}
      {under && changed && (
        <p key="changed" class="hint">
          <Text>The settings were changed: they are for the next run.</Text>
        </p>
      )}
      {lab.weights_hash.value && (
        <p key="hash" class="hint">
          <Text>Weights </Text>
          <code data-testid="weights-hash">
            <Text>{lab.weights_hash.value}</Text>
          </code>
          <Text>
            {lab.about.value?.reproducible
              ? ': the same settings, data and seed give the same on any device.'
              : '. Another device may end in others; with ?variant=simd-threads in the address it does not.'}
          </Text>
        </p>
      )}
      {lab.storageTrouble.value && (
        <p key="storage" class="trouble" data-testid="storage-trouble">
          <Text>{`${lab.storageTrouble.value} Save the model when it is done.`}</Text>
        </p>
      )}
      <progress max={1} value={done} aria-label="Share of the run that is done" />
      <dl class={figures.meters}>
        <Meter
          name="Epoch"
          testid="epoch"
          value={epochs.length}
          text={latest ? `${Math.min(latest.epoch, latest.epochs)} of ${latest.epochs}` : '–'}
        />
        <Meter
          name="Batch"
          testid="batch"
          value={latest?.batch ?? 0}
          text={latest ? `${latest.batch} of ${latest.batches}` : '–'}
        />
        <Meter
          name="Images/s"
          testid="images-per-second"
          value={lab.course.speed.value}
          text={lab.course.speed.value ? Math.round(lab.course.speed.value).toLocaleString('en') : '–'}
        />
        <Meter
          name="Accuracy"
          testid="accuracy"
          value={latest?.accuracy ?? ''}
          text={percent(latest?.accuracy)}
        />
        <Meter
          name="Validation"
          testid="val-accuracy"
          value={last?.val_accuracy ?? ''}
          text={percent(last?.val_accuracy)}
        />
        <Meter
          name="Rate"
          testid="rate"
          value={latest?.learning_rate ?? ''}
          text={latest ? latest.learning_rate.toPrecision(3) : '–'}
        />
      </dl>
      {begun || beside.length ? (
        <Charts desk={desk} beside={beside} />
      ) : (
        <p class="hint">Loss and accuracy are drawn here as they come.</p>
      )}
      <EngineLine desk={desk} />
    </section>
  );
}

function Meter({
  name,
  testid,
  value,
  text,
}: {
  name: string;
  testid: string;
  value: number | string;
  text: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={testid} data-value={value}>
        <Text>{text}</Text>
      </dd>
    </div>
  );
}
