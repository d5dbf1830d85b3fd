import { useMemo, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Thumbnail } from '../ui/charts/thumbnail';
import { sureness } from '../ui/words';
import { type Form, letters, MODEL } from './kuzushiji_letters';
import type { LearnState } from './state';
import { useAnswer } from './use_answer';
import css from './kuzushiji.module.css';

const words = messages.kuzushijiLesson;
const SIDE = 28;

interface Props {
  learn: LearnState;
  form: Form;
  forms: number;
}

interface Score {
  you: number;
  network: number;
  of: number;
}

/** Old letters to be told apart, by the person and then by the network. */
export function Quiz({ learn, form, forms }: Props) {
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [score, setScore] = useState<Score>({ you: 0, network: 0, of: 0 });
  const [letter, image] = useMemo(() => {
    const letter = Math.floor(Math.random() * letters.length);
    return [letter, form(letter, Math.floor(Math.random() * forms))];
  }, [round]);
  const network = useAnswer(
    learn,
    async (service) => {
      const { probabilities } = await service.predict(
        MODEL,
        Float32Array.from(image, (ink) => ink / 255),
        1,
      );
      const confidence = Math.max(...probabilities);
      return { image, guess: probabilities.indexOf(confidence), confidence };
    },
    [image],
  );
  const isThere = network?.image === image;
  const choose = (guess: number) => {
    if (chosen !== null || !isThere) return;
    setChosen(guess);
    setScore(({ you, network: its, of }) => ({
      you: you + Number(guess === letter),
      network: its + Number(network.guess === letter),
      of: of + 1,
    }));
  };
  const { spoken } = letters[letter];
  return (
    <div data-testid="quiz" data-letter={letter}>
      <p class="eyebrow" id="quiz-question">
        {words.question}
      </p>
      <div class={css.asked}>
        <Thumbnail pixels={image} rows={SIDE} columns={SIDE} label={words.anImage} />
      </div>
      <div class="row" role="group" aria-labelledby="quiz-question">
        {letters.map((each, i) => (
          <button
            key={each.label}
            class="button"
            type="button"
            data-testid={`quiz-${i}`}
            aria-pressed={chosen === i}
            aria-disabled={chosen !== null || !isThere}
            onClick={() => choose(i)}
          >
            <span lang="ja">{words.choose(each.label, each.spoken)}</span>
          </button>
        ))}
      </div>
      <div role="status" class={css.verdict} data-testid="quiz-verdict">
        {chosen !== null && isThere && (
          <>
            <p>{chosen === letter ? words.right(spoken) : words.wrong(spoken)}</p>
            <p>
              {words.network(
                letters[network.guess].spoken,
                messages.common.sure(sureness(network.confidence)),
              )}
            </p>
            <p>{words.score(score.you, score.network, score.of)}</p>
          </>
        )}
      </div>
      <button
        class="button main"
        type="button"
        data-testid="quiz-next"
        onClick={() => {
          setChosen(null);
          setRound(round + 1);
        }}
      >
        {words.nextImage}
      </button>
    </div>
  );
}
