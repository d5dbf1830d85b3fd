import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { Text } from '../ui/text';

export interface Actions {
  onStart: () => void;
  onFurther: () => void;
  onStep: () => void;
  onSave: () => void;
}
interface Props extends Actions {
  app: TrainingContext;
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
      <Control
        testid="start"
        words={begun && !busy ? messages.run.again : messages.run.start}
        isMain={state !== 'paused'}
        why={why}
        isDisabled={busy || !startable}
        onUse={on.onStart}
      />
      <Control
        testid="pause"
        words={state === 'paused' ? messages.run.resume : messages.run.pause}
        isMain={state === 'paused'}
        isDisabled={!under}
        onUse={() => void (state === 'paused' ? trainer.continue() : trainer.pause())}
      />
      {trainer.weights.value && !busy && (
        <Control
          key="further"
          testid="further"
          words={messages.run.further}
          help={messages.run.furtherHelp}
          why={why}
          isDisabled={!startable}
          onUse={on.onFurther}
        />
      )}
      <Control
        key="step"
        testid="step"
        words={messages.run.step}
        why={why}
        isDisabled={state === 'training' || state === 'loading' || (state !== 'paused' && !startable)}
        onUse={on.onStep}
      />
      <Control
        key="stop"
        testid="stop"
        words={messages.run.stop}
        isDisabled={!busy}
        onUse={() => void trainer.stop()}
      />
      <Control
        key="save"
        testid="model-save"
        words={messages.run.save}
        isDisabled={!trainer.weights.value}
        onUse={on.onSave}
      />
    </div>
  );
}

interface ControlProps {
  testid: string;
  words: string;
  help?: string;
  isMain?: boolean;
  isDisabled: boolean;
  /** The id of what says why. */
  why?: string;
  onUse: () => void;
}

const Control = ({ testid, words, help, isMain, isDisabled, why, onUse }: ControlProps) => (
  <button
    class={isMain ? 'button main' : 'button'}
    type="button"
    data-testid={testid}
    title={help}
    disabled={isDisabled}
    aria-describedby={why}
    onClick={onUse}
  >
    <Text>{words}</Text>
  </button>
);
