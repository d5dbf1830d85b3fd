import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { Choice } from './choice';
import type { Lesson, PlaygroundProps } from './lesson';
import { Untrained } from './softmax_untrained';
import { tinyModel } from './tiny_model';
import { useAnswer } from './use_answer';
import css from './softmax.module.css';

const words = messages.softmaxLesson;
const DIGITS = [...'0123456789'];

/** An input is a byte of ink: it stands for a score from -6.3 to 6.3, and two are 0.1. */
const [STEP, LEAST, ZERO, MOST] = [0.05, 1, 127, 253];
const SCALE = 255 * STEP;
const scoreOf = (byte: number) => (byte - ZERO) * STEP;
const ONE = 1 / STEP;

const softmax = tinyModel({
  input: [1, DIGITS.length, 1],
  layers: [
    { class_name: 'Rescaling', config: { scale: SCALE, offset: -ZERO * STEP } },
    { class_name: 'Flatten', config: {} },
    { class_name: 'Activation', config: { activation: 'softmax' } },
  ],
  labels: DIGITS,
});

const FIRST = [0.5, -1, 1.5, 3, -0.5, 0, -2, 1, 0.5, 2].map((score) => Math.round(ZERO + score / STEP));

const percent = (p: number) => `${(100 * p).toFixed(p < 0.0995 ? 1 : 0)} %`;

function Softmax({ learn, step }: PlaygroundProps) {
  const [bytes, setBytes] = useState(FIRST);
  const [truth, setTruth] = useState(3);
  const layers = useAnswer(
    learn,
    (service) =>
      service.look(
        softmax,
        Float32Array.from(bytes, (byte) => byte / 255),
      ),
    [bytes],
  );
  const loss = useAnswer(
    learn,
    step >= 2 ? (service) => service.loss(softmax, Uint8Array.from(bytes), bytes.length, truth) : null,
    [bytes, truth, step >= 2],
  );
  if (!layers) return <p class="hint">{messages.learn.computing}</p>;
  const probabilities = layers.at(-1)!.values;
  const change = (to: (byte: number, i: number) => number) =>
    setBytes(bytes.map((byte, i) => Math.max(LEAST, Math.min(MOST, to(byte, i)))));
  return (
    <>
      <ol class={css.scores}>
        {bytes.map((byte, i) => (
          <li key={i}>
            <label class={css.score}>
              <b>{DIGITS[i]}</b>
              <input
                type="range"
                min={LEAST}
                max={MOST}
                step={2}
                data-testid={`score-${i}`}
                aria-label={words.score(DIGITS[i])}
                aria-valuetext={`${scoreOf(byte).toFixed(1)}, ${percent(probabilities[i])}`}
                value={byte}
                onInput={(event) => {
                  const value = Number(event.currentTarget.value);
                  change((each, j) => (i === j ? value : each));
                }}
              />
              <span class={css.number}>{scoreOf(byte).toFixed(1)}</span>
            </label>
            <span class={css.bar} aria-hidden="true">
              <span ref={(bar) => void bar?.style.setProperty('width', `${100 * probabilities[i]}%`)} />
            </span>
            <span class={css.number} data-testid={`probability-${i}`} data-value={probabilities[i]}>
              <Text>{percent(probabilities[i])}</Text>
            </span>
          </li>
        ))}
      </ol>
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="add-to-all"
          onClick={() => change((byte) => byte + ONE)}
        >
          {words.addToAll}
        </button>
        <button class="button" type="button" data-testid="all-zero" onClick={() => change(() => ZERO)}>
          {words.allZero}
        </button>
      </div>
      {step >= 2 && (
        <>
          <Choice
            label={words.truth}
            choices={DIGITS.map((label, value) => ({ value, label }))}
            value={truth}
            testid="truth"
            onChange={setTruth}
          />
          {loss !== null && (
            <p role="status" data-testid="softmax-loss" data-value={loss}>
              <Text>{words.loss(DIGITS[truth], probabilities[truth].toPrecision(3), loss.toFixed(4))}</Text>
            </p>
          )}
        </>
      )}
      {step >= 3 && <Untrained learn={learn} />}
    </>
  );
}

export const lesson: Lesson = { steps: words.steps, learned: words.learned, Playground: Softmax };
