import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Lines } from '../ui/charts/lines';
import sliders from '../ui/slider.module.css';
import { Text } from '../ui/text';
import { Diagram, fixed } from './backpropagation_diagram';
import { beginning, learnedIn, SIDES } from './backpropagation_network';
import { Choice } from './choice';
import type { Lesson, PlaygroundProps } from './lesson';
import { useAnswer } from './use_answer';
import css from './backpropagation.module.css';

const words = messages.backpropagationLesson;
const RATES = [0.5, 2, 20].map((value) => ({ value, label: String(value) }));
/** Where the weights from the middle to the first answer begin, among the twelve. */
const TO_ANSWER = 6;
const [LOSS, GRADIENTS, UPDATE] = [2, 3, 4];

function Backpropagation({ learn, step }: PlaygroundProps) {
  const [pixels, setPixels] = useState([230, 50]);
  const [truth, setTruth] = useState(0);
  const [rate, setRate] = useState(0.5);
  const [{ file, losses }, setRun] = useState<{ file: Uint8Array; losses: number[] }>({
    file: beginning,
    losses: [],
  });
  const bytes = Uint8Array.from(pixels);
  const now = useAnswer(
    learn,
    async (service) => {
      const image = Float32Array.from(bytes, (byte) => byte / 255);
      const layers = await service.look(file, image);
      return { image, layers, descent: await service.descend(file, bytes, truth, rate), rate, truth };
    },
    [file, ...pixels, truth, rate],
  );
  if (!now) return <p class="hint">{messages.learn.computing}</p>;
  const [, middle, answer] = now.layers.map(({ values }) => values);
  const numbers = learnedIn(now.descent, now.rate);
  const walk = async (count: number) => {
    let at = { file, losses: losses.length ? losses : [now.descent.loss] };
    for (let i = 0; i < count; ++i) {
      const { file: before } = at;
      const next = await learn.ask(async (service) => {
        const stepped = await service.descend(before, bytes, truth, rate);
        return { ...stepped, next: await service.descend(stepped.file, bytes, truth, rate) };
      });
      if (!next) return;
      at = { file: next.file, losses: [...at.losses, next.next.loss] };
    }
    setRun(at);
  };
  const anew = (change: () => void) => {
    change();
    setRun({ file, losses: [] });
  };
  const [p, target, hidden] = [answer[0], now.truth === 0 ? 1 : 0, middle[0]];
  return (
    <>
      <div class={sliders.sliders}>
        {[words.leftPixel, words.rightPixel].map((label, i) => (
          <label key={label} class={sliders.slider}>
            <span>{label}</span>
            <input
              type="range"
              min={0}
              max={255}
              step={5}
              data-testid={`pixel-${i}`}
              value={pixels[i]}
              onInput={({ currentTarget: { value } }) =>
                anew(() => setPixels(pixels.map((each, j) => (i === j ? Number(value) : each))))
              }
            />
            <output>{(pixels[i] / 255).toFixed(2)}</output>
          </label>
        ))}
      </div>
      <Diagram values={[now.image, middle, answer]} numbers={numbers} hasGradients={step >= GRADIENTS} />
      <p role="status" data-testid="says" data-value={answer[0]}>
        <Text>{words.answer(answer[0].toFixed(3), answer[1].toFixed(3))}</Text>
      </p>
      {step >= LOSS && (
        <>
          <Choice
            label={words.truth}
            choices={SIDES.map((label, value) => ({ value, label }))}
            value={truth}
            testid="side"
            onChange={(value) => anew(() => setTruth(value))}
          />
          <p role="status" data-testid="loss" data-value={now.descent.loss}>
            <Text>{words.loss(answer[now.truth].toFixed(3), now.descent.loss.toFixed(4))}</Text>
          </p>
        </>
      )}
      {step >= GRADIENTS && (
        <p class={css.hand} data-testid="by-hand">
          {words.byHand(
            numbers[TO_ANSWER].name,
            p.toFixed(3),
            String(target),
            hidden.toFixed(3),
            fixed((p - target) * hidden, 3),
          )}
          <br />
          {words.engineSays(fixed(numbers[TO_ANSWER].gradient, 3))}
        </p>
      )}
      {step >= UPDATE && (
        <>
          <Choice label={words.rate} choices={RATES} value={rate} testid="rate" onChange={setRate} />
          <div class="row">
            <button class="button main" type="button" data-testid="one-step" onClick={() => void walk(1)}>
              {words.step}
            </button>
            <button class="button" type="button" data-testid="ten-steps" onClick={() => void walk(10)}>
              {words.tenSteps}
            </button>
            <button
              class="button"
              type="button"
              data-testid="start-again"
              onClick={() => setRun({ file: beginning, losses: [] })}
            >
              {words.startAgain}
            </button>
          </div>
          {losses.length > 1 && <Losses losses={losses} />}
        </>
      )}
      <details>
        <summary>{words.table}</summary>
        <table data-testid="numbers">
          <thead>
            <tr>
              <th scope="col">{words.weight}</th>
              <th scope="col">{words.value}</th>
              {step >= GRADIENTS && <th scope="col">{words.gradient}</th>}
              {step >= UPDATE && <th scope="col">{words.after}</th>}
            </tr>
          </thead>
          <tbody>
            {numbers.map(({ name, value, gradient, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{fixed(value, 3)}</td>
                {step >= GRADIENTS && <td>{fixed(gradient, 3)}</td>}
                {step >= UPDATE && <td>{fixed(after, 3)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const Losses = ({ losses }: { losses: readonly number[] }) => (
  <Lines
    title={words.lossTitle}
    x={losses.map((_, i) => i)}
    lines={[{ label: words.lossTitle, colour: '--accent', values: losses }]}
    across={{ title: words.stepTitle, format: String }}
    up={{ title: words.lossTitle, format: (value) => String(Number(value.toPrecision(3))) }}
  />
);

export const lesson: Lesson = { steps: words.steps, learned: words.learned, Playground: Backpropagation };
