import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { tryAgain } from '../workers/load_failure';
import { describe } from './answer_words';
import { Figure } from './figure';
import type { DrawState } from './state';

interface Props {
  app: AppContext;
  draw: DrawState;
}

/** What the drawing says, in words and aloud. */
export function Answer({ app, draw }: Props) {
  const { recognizer, announcer } = app;
  const words = describe(
    recognizer.status.value,
    draw.characters.value,
    draw.labels.value,
    draw.selected.value,
    draw.reading.value?.trouble !== undefined,
  );
  useSignalEffect(() => {
    const { spoken, state } = describe(recognizer.status.value, draw.read.peek(), draw.labels.peek());
    void recognizer.result.value;
    if (state === 'error') announcer.now(spoken);
    else announcer.soon(spoken);
  });
  return (
    <div class="answer" id="answer" data-state={words.state}>
      <h2 class="eyebrow" id="reading-title">
        {messages.draw.readsAs}
      </h2>
      <Figure draw={draw} words={words} />
      <p class="verdict" id="verdict">
        <Text>{words.verdict}</Text>
      </p>
      <p class="detail" id="detail">
        {words.detail && <Text>{words.detail}</Text>}
      </p>
      <button
        class="tool"
        id="retry"
        data-testid="retry"
        type="button"
        hidden={!(words.state === 'error' || (words.state === 'loading' && words.detail))}
        onClick={() => tryAgain(() => recognizer.retry())}
      >
        {messages.common.tryAgain}
      </button>
      <Correct draw={draw} />
    </div>
  );
}

/** Lets the person say what a drawing is. */
function Correct({ draw }: { draw: DrawState }) {
  const details = useRef<HTMLDetailsElement>(null);
  const canCorrect = Boolean(draw.characters.value.at(draw.selected.value)?.strokes.length);
  const correct = (label: string) => {
    details.current!.open = false;
    draw.correct(label);
  };
  return (
    <details ref={details} class="teach" id="teach" data-testid="teach-drawing" hidden={!canCorrect}>
      <summary>{messages.draw.correct}</summary>
      <div class="row" id="teach-labels" role="group" aria-label={messages.draw.correctLabels}>
        {canCorrect &&
          draw.labels.value.map((label) => (
            <button key={label} type="button" class="chip" onClick={() => correct(label)}>
              {label}
            </button>
          ))}
      </div>
    </details>
  );
}
