import { publishedWith, spokenName } from '../data/published';
import type { Status } from '../engine/client';
import type { ShownCharacter } from './corrections';
import { sureness, withoutFolders } from './words';

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

const howSure = ({ confidence }: ShownCharacter) => `${sureness(confidence)} sure`;

export const glyph = ({ label, rejected }: ShownCharacter) => (rejected ? '?' : label);

/** What an empty pad asks for. */
export function invitation(labels: readonly string[]): string {
  if (labels.join() === DIGITS.join()) return 'Draw a digit or a number';
  return publishedWith(labels) ? `Draw one of ${labels.join(' ')}` : 'Draw here';
}

/** One character of several. */
export function heard(character: ShownCharacter): string {
  if (character.rejected) return 'not recognised';
  if (isPoint(character)) return 'decimal point';
  return `${character.label}, ${character.said ? 'as you say' : howSure(character)}`;
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
  if (character.said) return { verdict: `${character.label}, as you say`, detail: '' };
  if (isPoint(character)) return { verdict: 'A decimal point', detail: '' };
  const nearest = likeliest(character, labels);
  const second = nearest.at(1);
  if (character.rejected) {
    const areDigits = labels.join() === DIGITS.join();
    return {
      verdict: areDigits ? 'Not a digit' : 'Not a character that this model knows',
      detail: `it comes nearest to ${nearest.map(({ text }) => text).join(', then ')}`,
    };
  }
  const spoken = spokenName(character.label);
  return {
    verdict:
      (spoken ? `“${spoken}”, ` : '') + howSure(character) + (alone ? '' : ` of the ${character.label}`),
    detail: second && second.p >= DOUBT ? `or perhaps ${second.text}` : '',
  };
}

function aloud(characters: readonly ShownCharacter[], { text, confidence, verdict, detail }: Words): string {
  if (!text) return [verdict, detail].filter((words) => words).join(': ');
  if (characters.length === 1) return `Reads as ${text}, ${verdict}${detail && `, ${detail}`}`;
  const unknown = characters.some(({ rejected }) => rejected);
  if (unknown) return `Reads as ${text}, with a question mark for what is not recognised`;
  const least = characters.find((one) => one.confidence === confidence)!;
  return `Reads as ${text}` + (least.confidence < CERTAIN ? `, least sure of the ${least.label}` : '');
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
    const detail = status.slow
      ? 'This takes longer than it should. You can go on drawing, or try again.'
      : '';
    return { ...silent, state: 'loading', verdict: 'Getting ready…', detail };
  }
  if (!characters.length)
    return { ...silent, state: 'waiting', verdict: isPicture ? 'Nothing to read' : 'Waiting for ink' };
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
