import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import { atPace } from '../ui/at_pace';
import { Text } from '../ui/text';
import { sureness } from '../ui/words';
import { WORDS_MS } from './figures';
import css from './drawing.module.css';
import type { InsideState } from './state';

/** What the network in view answers, with what is switched off. */
export function Answer({ inside: { client } }: { inside: InsideState }) {
  const answer = useComputed(() => {
    const [view, about] = [client.view.value, client.about.value];
    const last = view?.activations.at(-1);
    if (!last || !about) return '';
    const scores = [...last];
    const most = Math.max(...scores);
    const best = scores.indexOf(most);
    // Without a softmax at the end they are no probabilities yet.
    const isLinear = about.layers.at(-1)!.activation === 'linear';
    const sure = isLinear ? 1 / scores.reduce((sum, score) => sum + Math.exp(score - most), 0) : most;
    return `${about.labels[best]}\n${sure.toFixed(4)}`;
  });
  const [written, write] = useState('');
  useEffect(() => {
    const words = atPace(WORDS_MS, () => write(answer.peek()));
    const end = answer.subscribe((now) => {
      if (now) return words.ask();
      words.cancel();
      write('');
    });
    return () => {
      end();
      words.cancel();
    };
  }, []);
  const [label, confidence] = written.split('\n');
  return (
    <div
      class={css.answer}
      data-testid="inside-answer"
      data-text={label}
      data-confidence={confidence}
      lang={spokenName(label) ? 'ja' : undefined}
    >
      <p class="eyebrow">{messages.draw.readsAs}</p>
      <p class={css.label}>{label ? <Text>{label}</Text> : '\u2013'}</p>
      <p>{confidence && <Text>{messages.common.sure(sureness(Number(confidence)))}</Text>}</p>
    </div>
  );
}
