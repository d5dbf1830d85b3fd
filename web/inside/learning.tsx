import { useEffect, useState } from 'preact/hooks';
import { Confusion } from '../app/confusion';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import slider from '../ui/slider.module.css';
import { Text } from '../ui/text';
import { percent } from '../ui/words';
import { Fold } from './fold';
import { LearningState, PRESENT } from './learning_state';
import { Spread } from './spread';
import type { InsideState } from './state';
import css from './learning.module.css';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** How the network became what it is, and how its numbers are spread. */
export function Learning({ app, inside }: Props) {
  const [state] = useState(() => new LearningState(app, inside));
  const isShown = app.tab.value === 'inside' && state.isOpen.value;
  useEffect(() => state.follow(), [state]);
  useEffect(() => {
    if (isShown) void state.look();
  }, [isShown, app.trainer.status.value.state]);
  return (
    <Fold
      inside={inside}
      title={messages.learning.title}
      testid="learning"
      isOpen={state.isOpen.value}
      onToggle={(isOpen) => (state.isOpen.value = isOpen)}
    >
      <p class="hint">{messages.learning.help}</p>
      <Moments app={app} state={state} />
      {state.trouble.value && (
        <p class="trouble" role="alert">
          <Text>{state.trouble.value}</Text>
        </p>
      )}
      <Confused inside={inside} state={state} />
      {state.statistics.value.length > 0 && <Spread statistics={state.statistics.value} />}
    </Fold>
  );
}

/** Which run, and which of its moments. */
function Moments({ app, state }: { app: TrainingContext; state: LearningState }) {
  const runs = state.runs.value;
  const isRunning = app.trainer.weights.value !== null && app.trainer.moments.value.length > 0;
  if (!runs.length && !isRunning) return <p>{messages.learning.noRuns}</p>;
  const moments = state.moments.value;
  const at = Math.min(state.at.value, moments.length - 1);
  const when = moments[at] && messages.learning.moment(moments[at].at);
  return (
    <>
      <label>
        <span class="eyebrow">{messages.learning.run}</span>
        <select
          data-testid="learning-run"
          value={state.run.value}
          onChange={(event) => void state.choose(event.currentTarget.value)}
        >
          <option value="" disabled>
            {messages.learning.choose}
          </option>
          {isRunning && <option value={PRESENT}>{messages.learning.present}</option>}
          {runs.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {state.run.value && moments.length > 1 && (
        <label class={slider.slider}>
          <Text>{when}</Text>
          <input
            type="range"
            data-testid="moment-slider"
            min={0}
            max={moments.length - 1}
            value={at}
            aria-label={messages.learning.moments}
            aria-valuetext={when}
            onInput={(event) => state.go(Number(event.currentTarget.value))}
          />
          <output>{percent(moments[at].val_accuracy)}</output>
        </label>
      )}
    </>
  );
}

/** How some test images are read. */
function Confused({ inside, state }: { inside: InsideState; state: LearningState }) {
  const [cell, setCell] = useState<{ truth: number; guess: number } | null>(null);
  const labels = inside.client.about.value?.labels ?? [];
  const confused = state.confused.value;
  if (!confused || confused.confusion.length !== labels.length)
    return state.trouble.value ? null : <p role="status">{messages.learning.reading}</p>;
  const { confusion, images, right } = confused;
  const classes = labels.map((label, i) => ({
    label,
    support: confusion[i].reduce((sum, count) => sum + count, 0),
  }));
  return (
    <section aria-label={messages.learning.confusion} class={css.part}>
      <h3>{messages.learning.confusion}</h3>
      <p class="hint" data-testid="learning-accuracy">
        <Text>{messages.learning.reads(percent(right / images), images)}</Text>
      </p>
      <Confusion evaluation={{ confusion, classes }} chosen={cell} onChoose={setCell} />
    </section>
  );
}
