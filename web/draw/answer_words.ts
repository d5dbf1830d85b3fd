import * as messages from '../app/messages';
import { publishedWith, spokenName } from '../data/published';
import type { Status } from '../workers/recognizer';
import type { ShownCharacter } from './corrections';
import { sureness, withoutFolders } from '../ui/words';

export interface Words {
  state: 'loading' | 'waiting' | 'answer' | 'rejected' | 'error';
  /** All that was read; empty where there is nothing. */
  text: string;
  /** Of the character that is the least sure. */
  confidence: number | null;
  /** Of the selected character, or of there being none. */
  verdict: string;
  detail: string;
  /** For who does not see the page. */
  spoken: string;
}

/** Of several characters one that is at least as sure is not worth a word. */
const CERTAIN = 0.995;
/** A runner-up below this probability is not worth a word. */
const DOUBT = 0.05;

export const DIGITS = [...'0123456789'];

const howSure = ({ confidence }: ShownCharacter) => messages.common.sure(sureness(confidence));

export const glyph = ({ label, rejected }: ShownCharacter) => (rejected ? '?' : label);

/** What an empty pad asks for. */
export function invitation(labels: readonly string[]): string {
  if (labels.join() === DIGITS.join()) return messages.draw.invitation;
  return publishedWith(labels) ? messages.draw.inviteOneOf(labels.join(' ')) : messages.draw.inviteAny;
}

/** One character of several. */
export function heard(character: ShownCharacter): string {
  if (character.rejected) return messages.answer.notRecognised;
  if (isPoint(character)) return messages.answer.decimalPoint;
  if (character.said) return messages.answer.said(character.label);
  return messages.answer.each(character.label, howSure(character));
}

const isPoint = ({ label, probabilities, said }: ShownCharacter) =>
  label === '.' && !probabilities.length && !said;

/** The two likeliest labels. */
function likeliest({ probabilities }: ShownCharacter, labels: readonly string[]) {
  return probabilities
    .map((p, i) => ({ p, text: `${labels[i]} (${sureness(p)})` }))
    .sort((a, b) => b.p - a.p)
    .slice(0, 2);
}

function aboutCharacter(character: ShownCharacter, labels: readonly string[], alone: boolean) {
  if (character.said) return { verdict: messages.answer.said(character.label), detail: '' };
  if (isPoint(character)) return { verdict: messages.answer.isDecimalPoint, detail: '' };
  const nearest = likeliest(character, labels);
  const second = nearest.at(1);
  if (character.rejected) {
    const areDigits = labels.join() === DIGITS.join();
    return {
      verdict: areDigits ? messages.answer.notDigit : messages.answer.notCharacter,
      detail: messages.answer.closest(nearest.map(({ text }) => text)),
    };
  }
  const spoken = spokenName(character.label);
  const said = spoken && messages.answer.spokenName(spoken);
  const name = [!alone && character.label, said].filter(Boolean).join(' ');
  return {
    verdict: name ? messages.answer.selected(name, howSure(character)) : howSure(character),
    detail: second && second.p >= DOUBT ? messages.answer.perhaps(second.text) : '',
  };
}

function aloud(characters: readonly ShownCharacter[], { text, confidence, verdict, detail }: Words): string {
  if (!text) return [verdict, detail].filter((words) => words).join('. ');
  const [first] = characters;
  if (characters.length === 1)
    return first.said ? verdict : messages.answer.readsAsOne(text, verdict, detail);
  const unknown = characters.some(({ rejected }) => rejected);
  if (unknown) return messages.answer.readsAsUnknown(text);
  const least = characters.find((one) => one.confidence === confidence)!;
  return least.confidence < CERTAIN
    ? messages.answer.leastSure(text, least.label)
    : messages.answer.readsAs(text);
}

/** What the page says of the characters that were read, one of them selected, or of there being none, as in a picture. */
export function describe(
  status: Status,
  characters: readonly ShownCharacter[],
  labels: readonly string[],
  selected = 0,
  isPicture = false,
): Words {
  const silent = { text: '', confidence: null, detail: '', spoken: '' };
  if (status.state === 'error') {
    const [verdict, detail] = [status.message, withoutFolders(status.cause)];
    return { ...silent, state: 'error', verdict, detail, spoken: `${verdict} ${detail}` };
  }
  if (status.state === 'loading') {
    const detail = status.slow ? messages.answer.slow : '';
    return { ...silent, state: 'loading', verdict: messages.common.gettingReady, detail };
  }
  if (!characters.length) {
    const verdict = isPicture ? messages.answer.nothingToRead : messages.answer.empty;
    return { ...silent, state: 'waiting', verdict };
  }
  const rejected = characters.every((character) => character.rejected);
  const words: Words = {
    ...silent,
    state: rejected ? 'rejected' : 'answer',
    text: rejected ? '' : characters.map(glyph).join(''),
    confidence: rejected ? null : Math.min(...characters.map(({ confidence }) => confidence)),
    ...aboutCharacter(characters[selected], labels, characters.length === 1),
  };
  return { ...words, spoken: aloud(characters, words) };
}
