import * as messages from '../app/messages';
import { Thumbnail } from '../ui/charts/thumbnail';
import { sureness } from '../ui/words';
import { Text } from '../ui/text';
import { type Form, kana, letters, MODEL } from './kuzushiji_letters';
import { Quiz } from './kuzushiji_quiz';
import type { Lesson, PlaygroundProps } from './lesson';
import { useAnswer } from './use_answer';
import css from './kuzushiji.module.css';

const words = messages.kuzushijiLesson;
const SIDE = 28;
/** Old forms of each letter, in a row of the picture. */
const FORMS = 8;
const SHOWN = 4;
/** The step at which one draws. */
const DRAWN = 2;

function Kuzushiji({ learn, step }: PlaygroundProps) {
  const picture = useAnswer(learn, (service) => service.picture(kana.samples!), []);
  const form: Form = (letter, form) =>
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
      const [row, column] = [letter * SIDE + Math.floor(i / SIDE), form * SIDE + (i % SIDE)];
      return picture!.ink[row * picture!.width + column];
    });
  const strokes = learn.strokes.value;
  const isDrawn = step === DRAWN && strokes.length > 0;
  const reading = useAnswer(learn, isDrawn ? (service) => service.read(MODEL, strokes, {}) : null, [
    strokes,
    isDrawn,
  ]);
  const read = reading?.answer.characters.at(0);
  if (!picture) return <p class="hint">{messages.learn.computing}</p>;
  return (
    <>
      {step === DRAWN && (
        <p class={css.read} role="status" data-testid="kana-read" data-label={read?.label}>
          <Text>
            {read
              ? words.readAs(
                  read.label,
                  letters.find(({ label }) => label === read.label)!.spoken,
                  messages.common.sure(sureness(read.confidence)),
                )
              : messages.learn.nothingDrawn}
          </Text>
        </p>
      )}
      {step <= DRAWN ? (
        <ul class={css.letters} aria-label={words.letters}>
          {letters.map(({ label, spoken }, i) => (
            <li key={label}>
              <span class={css.modern} lang="ja">
                {label}
              </span>
              <span class={css.spoken}>{spoken}</span>
              <span class={css.forms} role="group" aria-label={words.oldForms(spoken)}>
                {Array.from({ length: step === 1 ? FORMS : SHOWN }, (_, n) => (
                  <Thumbnail
                    key={n}
                    pixels={form(i, n)}
                    rows={SIDE}
                    columns={SIDE}
                    label={words.oldForm(spoken)}
                  />
                ))}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Quiz learn={learn} form={form} forms={FORMS} />
      )}
      <p class="credit">{kana.credit}</p>
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Kuzushiji,
  pad: 'empty',
  padAt: DRAWN,
};
