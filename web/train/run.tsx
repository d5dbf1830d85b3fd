import * as messages from '../app/messages';
import type { TrainingPlan, Validation } from '../../wasm/library/types';
import type { LabState } from '../workers/trainer';
import type { EndedRun } from '../state/database';
import type { Desk } from '../app/context';
import { tenth } from '../state/rates';
import { percent } from '../ui/words';
import { Text } from '../ui/text';
import { Charts } from './charts';
import { duration } from './clock';
import { EngineLine } from './engine';
import figures from '../ui/figures.module.css';

/** On which images a run is validated. */
function validationWords({ training, seed }: TrainingPlan, validation: Validation): string {
  const share = `${Number((100 * (training.validation_split ?? 0)).toPrecision(3))} %`;
  return {
    none: messages.run.noValidation,
    'last part': messages.run.lastPart(share),
    shuffled: messages.run.shuffled(share, seed),
    'own data': messages.run.ownData,
  }[validation];
}

const words: Record<LabState, string> = messages.run.states;

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
  const left = under && seconds_left !== null ? messages.run.timeLeft(duration(seconds_left)) : '';
  const said = message || (state === 'idle' && !ready ? messages.run.waiting : words[state]);
  const why = trouble && !busy ? 'start-trouble' : undefined;
  return (
    <section class="card" aria-label={messages.run.title}>
      <div class="controls">
        <button
          class={state === 'paused' ? 'button' : 'button main'}
          type="button"
          data-testid="start"
          disabled={busy || !startable}
          aria-describedby={why}
          onClick={on.onStart}
        >
          <Text>{begun && !busy ? messages.run.again : messages.run.start}</Text>
        </button>
        <button
          class={state === 'paused' ? 'button main' : 'button'}
          type="button"
          data-testid="pause"
          disabled={!under}
          onClick={() => void (state === 'paused' ? lab.proceed() : lab.pause())}
        >
          <Text>{state === 'paused' ? messages.run.resume : messages.run.pause}</Text>
        </button>
        {lab.weights.value && !busy && (
          <button
            key="further"
            class="button"
            type="button"
            data-testid="further"
            title={messages.run.furtherHelp}
            disabled={!startable}
            aria-describedby={why}
            onClick={on.onFurther}
          >
            <Text>{messages.run.further}</Text>
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
          <Text>{messages.run.step}</Text>
        </button>
        <button
          key="stop"
          class="button"
          type="button"
          data-testid="stop"
          disabled={!busy}
          onClick={() => void lab.stop()}
        >
          <Text>{messages.run.stop}</Text>
        </button>
        <button
          key="save"
          class="button"
          type="button"
          data-testid="model-save"
          disabled={!lab.weights.value}
          onClick={on.onSave}
        >
          <Text>{messages.run.save}</Text>
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
        <Text>{why ? messages.run.notYet(trouble) : ''}</Text>
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
            <Text>{messages.run.atTenth(tenth(too_high))}</Text>
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
          <Text>{messages.run.changed}</Text>
        </p>
      )}
      {lab.weights_hash.value && (
        <p key="hash" class="hint">
          <Text>{messages.run.weights}</Text>
          <code data-testid="weights-hash">
            <Text>{lab.weights_hash.value}</Text>
          </code>
          <Text>
            {lab.about.value?.reproducible ? messages.run.reproducible : messages.run.notReproducible}
          </Text>
        </p>
      )}
      {lab.storageTrouble.value && (
        <p key="storage" class="trouble" data-testid="storage-trouble">
          <Text>{messages.run.saveWhenDone(lab.storageTrouble.value)}</Text>
        </p>
      )}
      <progress max={1} value={done} aria-label={messages.run.progress} />
      <dl class={figures.meters}>
        <Meter
          name={messages.run.meters.epoch}
          testid="epoch"
          value={epochs.length}
          text={latest ? messages.run.of(Math.min(latest.epoch, latest.epochs), latest.epochs) : '–'}
        />
        <Meter
          name={messages.run.meters.batch}
          testid="batch"
          value={latest?.batch ?? 0}
          text={latest ? messages.run.of(latest.batch, latest.batches) : '–'}
        />
        <Meter
          name={messages.run.meters.imagesPerSecond}
          testid="images-per-second"
          value={lab.course.speed.value}
          text={lab.course.speed.value ? Math.round(lab.course.speed.value).toLocaleString('en') : '–'}
        />
        <Meter
          name={messages.run.meters.accuracy}
          testid="accuracy"
          value={latest?.accuracy ?? ''}
          text={percent(latest?.accuracy)}
        />
        <Meter
          name={messages.run.meters.validation}
          testid="val-accuracy"
          value={last?.val_accuracy ?? ''}
          text={percent(last?.val_accuracy)}
        />
        <Meter
          name={messages.run.meters.rate}
          testid="rate"
          value={latest?.learning_rate ?? ''}
          text={latest ? latest.learning_rate.toPrecision(3) : '–'}
        />
      </dl>
      {begun || beside.length ? (
        <Charts desk={desk} beside={beside} />
      ) : (
        <p class="hint">{messages.run.chartsLater}</p>
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
