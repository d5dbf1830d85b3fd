import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { percent } from '../ui/words';
import type { LearnState } from './state';
import css from './softmax.module.css';

const words = messages.softmaxLesson;
const PRESET = 'numpy-cnn';
const IMAGES = 1000;

/** Networks that have learned nothing yet, and what they make of test images. */
export function Untrained({ learn }: { learn: LearnState }) {
  const [asked, setAsked] = useState<{ loss: number; accuracy: number }[]>([]);
  const [isBusy, setBusy] = useState(false);
  const ask = async () => {
    if (isBusy) return;
    setBusy(true);
    const answer = await learn.ask((service) => service.untrained(PRESET, asked.length + 1, IMAGES));
    if (answer) setAsked([...asked, answer]);
    setBusy(false);
  };
  return (
    <div>
      <button
        class="button main"
        type="button"
        data-testid="ask-untrained"
        aria-disabled={isBusy}
        onClick={() => void ask()}
      >
        {words.ask}
      </button>
      <p class="hint" role="status">
        {isBusy ? messages.learn.computing : ''}
      </p>
      {asked.length > 0 && (
        <table class={css.untrained} data-testid="untrained">
          <caption class="eyebrow">{words.asked}</caption>
          <thead>
            <tr>
              <th scope="col">{words.network}</th>
              <th scope="col">{words.lossTitle}</th>
              <th scope="col">{words.right}</th>
            </tr>
          </thead>
          <tbody>
            {asked.map(({ loss, accuracy }, i) => (
              <tr key={i}>
                <th scope="row">{i + 1}</th>
                <td>{loss.toFixed(4)}</td>
                <td>{percent(accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
