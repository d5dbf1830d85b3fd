import * as messages from '../app/messages';
import type { AppContext } from '../app/context';
import { Text } from '../ui/text';

export interface Actions {
  onStart: () => void;
  onFurther: () => void;
  onStep: () => void;
  onSave: () => void;
}
interface Props extends Actions {
  app: AppContext;
  /** The data are there, and the settings can be trained with. */
  startable: boolean;
  /** The id of what says why nothing can be started. */
  why?: string;
}

/** Starts, pauses and ends the run, and saves what came of it. */
export function Controls({ app, startable, why, ...on }: Props) {
  const { trainer } = app;
  const { state } = trainer.status.value;
  const under = state === 'training' || state === 'paused';
  const busy = under || state === 'loading';
  const begun = trainer.history.latest.value !== null || trainer.history.epochs.value.length > 0;
  return (
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
        onClick={() => void (state === 'paused' ? trainer.continue() : trainer.pause())}
      >
        <Text>{state === 'paused' ? messages.run.resume : messages.run.pause}</Text>
      </button>
      {trainer.weights.value && !busy && (
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
        onClick={() => void trainer.stop()}
      >
        <Text>{messages.run.stop}</Text>
      </button>
      <button
        key="save"
        class="button"
        type="button"
        data-testid="model-save"
        disabled={!trainer.weights.value}
        onClick={on.onSave}
      >
        <Text>{messages.run.save}</Text>
      </button>
    </div>
  );
}
