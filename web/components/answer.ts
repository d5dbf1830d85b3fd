import type { Reading, Status } from '../engine/client';
import { sureness } from '../state/words';

export interface AnswerElements {
  answer: HTMLElement;
  prediction: HTMLElement;
  verdict: HTMLElement;
  detail: HTMLElement;
  retry: HTMLElement;
}

interface Words {
  state: 'loading' | 'waiting' | 'answer' | 'rejected' | 'error';
  text: string;
  confidence: number | null;
  verdict: string;
  detail: string;
}

/** Of an address only the file is worth the room. */
const withoutFolders = (words: string) => words.replace(/https?:\S*\//g, '');

/** Nobody is sure to the last tenth of a percent. */
const CERTAIN = 0.995;
/** A runner-up below this probability is not worth a word. */
const DOUBT = 0.05;

/** What the page says of a reading, or of there being none. */
export function describe(status: Status, reading: Reading | null, labels: readonly string[]): Words {
  const silent = { text: '', confidence: null, detail: '' };
  if (status.state === 'error')
    return { ...silent, state: 'error', verdict: status.message, detail: withoutFolders(status.cause) };
  if (status.state === 'loading') {
    const detail = status.slow
      ? 'This takes longer than it should. You can go on drawing, or try again.'
      : '';
    return { ...silent, state: 'loading', verdict: 'Getting ready…', detail };
  }
  const character = reading?.answer.characters[0];
  if (!reading || !character) return { ...silent, state: 'waiting', verdict: 'Waiting for ink', detail: '' };
  if (reading.answer.rejected) {
    return { ...silent, state: 'rejected', verdict: 'Not a digit', detail: 'Try one digit, from 0 to 9.' };
  }
  const { label, confidence, probabilities } = character;
  const others = probabilities
    .map((p, i) => ({ p, label: labels[i] }))
    .filter((other) => other.label !== label);
  const second = others.reduce((a, b) => (b.p > a.p ? b : a));
  return {
    state: 'answer',
    text: reading.answer.text,
    confidence,
    verdict: `${confidence >= CERTAIN ? `over ${sureness(0.99)}` : sureness(confidence)} sure`,
    detail: second.p >= DOUBT ? `or perhaps ${second.label} (${sureness(second.p)})` : '',
  };
}

export function mountAnswer({
  answer,
  prediction,
  verdict,
  detail,
  retry,
}: AnswerElements): (words: Words) => void {
  return (words) => {
    answer.dataset.state = words.state;
    prediction.dataset.text = prediction.textContent = words.text;
    prediction.dataset.confidence = words.confidence === null ? '' : String(words.confidence);
    verdict.textContent = words.verdict;
    detail.textContent = words.detail;
    retry.hidden = !(words.state === 'error' || (words.state === 'loading' && words.detail));
  };
}
