import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import type { Counterfactual } from '../../wasm/library/index';
import { asSentence, inWords, sureness } from '../ui/words';
import { inkChange } from './attribution';
import { Ghost } from './pictures';
import type { InsideState } from './state';
import choices from './choices.module.css';
import css from './why.module.css';

interface Props {
  app: TrainingContext;
  inside: InsideState;
  answer: string;
}

/** An image, and the little that would make it another class. */
interface Found extends Counterfactual {
  label: string;
  before: Float32Array;
}

function wordsOf({ label, before, image, probability, found }: Found): string {
  const sure = sureness(probability);
  if (!found) return messages.why.notFound(label, sure);
  const { added, removed } = inkChange(before, image);
  return messages.why.found(label, sure, added, removed);
}

/** What would make it a 9. */
export function Change({ app, inside, answer }: Props) {
  const { client, ghost } = inside;
  const [asked, setAsked] = useState('');
  const [words, setWords] = useState('');
  const [change, setChange] = useState<Found | null>(null);
  const newest = useRef(0);
  const image = inside.seen.value?.image ?? null;
  const off = client.off.value;

  const close = () => {
    newest.current++;
    setAsked('');
    setWords('');
    setChange(null);
    ghost.value = null;
  };
  // What was found is of another image, or of another network.
  useEffect(() => close, [image, off, client.about.value]);

  const look = async (label: string) => {
    close();
    if (!image) return setWords(messages.why.drawFirst);
    setAsked(label);
    if (label === answer) return setWords(messages.why.isAlready(label));
    setWords(messages.why.searching(label));
    const mine = newest.current;
    try {
      const options = { off: [...off] };
      const result = await client.ask((service) => service.changeTowards(image, label, options));
      if (mine !== newest.current) return;
      const found = { ...result, label, before: image };
      setWords(wordsOf(found));
      if (!found.found) return;
      setChange(found);
      ghost.value = found.image;
    } catch (error) {
      if (mine === newest.current) setWords(asSentence(inWords(error)));
    }
  };
  const put = () => {
    app.sketch.open(change!.image);
    app.toast(messages.why.onPad, { label: messages.common.undo, run: () => app.sketch.undo() });
  };

  const labels = client.about.value?.labels ?? [];
  return (
    <section aria-label={messages.why.change} data-testid="change">
      <h3>{messages.why.change}</h3>
      <p class="hint">{messages.why.changeHelp}</p>
      <div class={choices.labels} lang={labels.some(spokenName) ? 'ja' : undefined}>
        {labels.map((label) => (
          <button
            key={label}
            type="button"
            aria-pressed={label === asked}
            aria-label={messages.why.changeTo(label)}
            data-testid={`change-to-${label}`}
            onClick={() => (label === asked ? close() : void look(label))}
          >
            {label}
          </button>
        ))}
      </div>
      <p class={css.words} role="status" data-testid="change-words">
        {words}
      </p>
      {change && (
        <>
          <Ghost before={change.before} after={change.image} label={messages.why.ghost(words)} />
          <ul class={css.legend}>
            <li class={css.own}>{messages.why.kept}</li>
            <li class={css.for}>{messages.why.added}</li>
            <li class={css.gone}>{messages.why.removed}</li>
          </ul>
          <div class={`row ${css.actions}`}>
            <button class="button" type="button" data-testid="change-put" onClick={put}>
              {messages.why.putOnPad}
            </button>
            <button class="button" type="button" data-testid="change-close" onClick={close}>
              {messages.why.close}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
