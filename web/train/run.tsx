import * as messages from '../app/messages';
import { duration } from '../ui/words';
import type { TrainingPlan, Validation } from '../../wasm/library/index';
import type { TrainingState } from '../workers/run_state';
import type { Experiment } from '../workers/run';
import type { TrainingContext } from '../app/context';
import { tenth } from '../state/rates';
import { Text } from '../ui/text';
import { Charts } from './charts';
import { type Actions, Controls } from './controls';
import { EngineLine } from './engine';
import { Expected } from './expected';
import type { NamedRun } from './names';
import { Meters } from './meters';
import { Next } from './next';

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

const words: Record<TrainingState, string> = messages.run.states;

interface Props extends Actions {
  app: TrainingContext;
  /** Runs that are shown beside this one. */
  beside: NamedRun[];
  /** What Start begins; null until the data are there. */
  wanted: Experiment | null;
  /** Why nothing can be started, in words, or ''. */
  trouble: string;
  /** The settings are no longer those of the run, but for the rate. */
  changed: boolean;
  /** Again at a tenth of the rate; undefined where there is nothing to do again. */
  onAgain?: () => void;
  /** Keeps the run in the charts; undefined where it is not among those that are kept. */
  onCompare?: () => void;
}

/** The run: its controls, where it stands and how it goes. */
export function Run({ app, beside, wanted, trouble, changed, ...on }: Props) {
  const { trainer } = app;
  const { state, message, too_high } = trainer.status.value;
  const latest = trainer.history.latest.value;
  const epochs = trainer.history.epochs.value;
  const under = state === 'training' || state === 'paused';
  const busy = under || state === 'loading';
  const startable = wanted !== null && !trouble;
  const share = latest ? (latest.epoch - 1 + latest.batch / latest.batches) / latest.epochs : 0;
  const done = state === 'done' ? 1 : share;
  const seconds_left = trainer.history.seconds_left.value;
  const begun = latest !== null || epochs.length > 0;
  const left = under && seconds_left !== null ? messages.run.timeLeft(duration(seconds_left)) : '';
  const said = message || (state === 'idle' && !wanted ? messages.run.waiting : words[state]);
  const why = trouble && !busy ? 'start-trouble' : undefined;
  return (
    <section class="card" aria-label={messages.run.title}>
      <Controls app={app} startable={startable} why={why} {...on} />
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
      {!busy && begun && <Next key="next" app={app} onCompare={on.onCompare} />}
      {trainer.experiment.value && trainer.kind.value && (
        <p key="validation" class="hint" data-testid="validation">
          <Text>{validationWords(trainer.experiment.value.plan, trainer.kind.value.validation)}</Text>
        </p>
      )}
      {under && changed && (
        <p key="changed" class="hint">
          <Text>{messages.run.changed}</Text>
        </p>
      )}
      {trainer.weights_hash.value && (
        <p key="hash" class="hint">
          <Text>{messages.run.weights}</Text>
          <code data-testid="weights-hash">
            <Text>{trainer.weights_hash.value}</Text>
          </code>
          <Text>
            {trainer.kind.value?.reproducible ? messages.run.reproducible : messages.run.notReproducible}
          </Text>
        </p>
      )}
      {trainer.storageTrouble.value && (
        <p key="storage" class="trouble" data-testid="storage-trouble">
          <Text>{messages.run.saveWhenDone(trainer.storageTrouble.value)}</Text>
        </p>
      )}
      {!busy && wanted && !trouble && <Expected key="expected" app={app} experiment={wanted} />}
      <progress max={1} value={done} aria-label={messages.run.progress} />
      <Meters history={trainer.history} />
      {begun || beside.length ? (
        <Charts app={app} beside={beside} />
      ) : (
        <p class="hint">{messages.run.chartsLater}</p>
      )}
      <EngineLine app={app} />
    </section>
  );
}
