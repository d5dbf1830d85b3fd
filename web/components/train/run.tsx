import type { LabState } from '../../engine/lab';
import type { EndedRun } from '../../state/database';
import type { Desk } from '../../state/desk';
import { percent } from '../../state/words';
import { Charts } from './charts';
import { duration } from './clock';
import { EngineLine } from './engine';
import figures from '../figures.module.css';

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
  ready: boolean;
  /** The settings are no longer those of the run, but for the rate. */
  changed: boolean;
  onStart: () => void;
  onStep: () => void;
  onSave: () => void;
}

/** The run: its controls, where it stands and how it goes. */
export function Run({ desk, beside, ready, changed, onStart, onStep, onSave }: Props) {
  const { lab } = desk;
  const { state, message } = lab.status.value;
  const latest = lab.course.latest.value;
  const epochs = lab.course.epochs.value;
  const last = epochs.at(-1);
  const busy = state === 'training' || state === 'loading';
  const under = state === 'training' || state === 'paused';
  const share = latest ? (latest.epoch - 1 + latest.batch / latest.batches) / latest.epochs : 0;
  const done = state === 'done' ? 1 : share;
  const seconds_left = lab.course.seconds_left.value;
  const begun = latest !== null || epochs.length > 0;
  return (
    <section class="card" aria-label="Training">
      <div class="controls">
        {state === 'paused' ? (
          <button class="button main" type="button" data-testid="pause" onClick={() => void lab.proceed()}>
            Resume
          </button>
        ) : (
          <>
            <button
              class="button main"
              type="button"
              data-testid="start"
              disabled={busy || !ready}
              onClick={onStart}
            >
              {begun && state !== 'loading' ? 'Train anew' : 'Start'}
            </button>
            <button
              class="button"
              type="button"
              data-testid="pause"
              disabled={state !== 'training'}
              onClick={() => void lab.pause()}
            >
              Pause
            </button>
          </>
        )}
        <button class="button" type="button" data-testid="step" disabled={busy || !ready} onClick={onStep}>
          One step
        </button>
        <button
          class="button"
          type="button"
          data-testid="stop"
          disabled={!under && state !== 'loading'}
          onClick={() => void lab.stop()}
        >
          Stop
        </button>
        <button
          class="button"
          type="button"
          data-testid="model-save"
          disabled={!lab.weights.value}
          onClick={onSave}
        >
          Save model
        </button>
      </div>
      <p
        class={state === 'error' ? 'status trouble' : 'status'}
        data-testid="status"
        data-state={state}
        role="status"
      >
        {message || (state === 'idle' && !ready ? 'Waiting for data.' : words[state])}
        {under && seconds_left !== null && ` · about ${duration(seconds_left)} left`}
      </p>
      {under && changed && <p class="hint">The settings were changed: they are for the next run.</p>}
      {lab.weights_hash.value && (
        <p class="hint">
          Weights <code data-testid="weights-hash">{lab.weights_hash.value}</code>
          {lab.about.value?.reproducible
            ? ': the same settings, data and seed give the same on any device.'
            : '. Another device may end in others; with ?variant=simd-threads in the address it does not.'}
        </p>
      )}
      {lab.storageTrouble.value && (
        <p class="trouble" data-testid="storage-trouble">
          {lab.storageTrouble.value} A reload would lose this run: save the model when it is done.
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
        {text}
      </dd>
    </div>
  );
}
