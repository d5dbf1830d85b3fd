import * as messages from '../app/messages';
import type { Field } from '../../wasm/library/index';

const shown = (value: number) => (value >= 1e4 ? value.toLocaleString('en') : String(value));

/** What may be entered for a number, as 'a whole number from 1 to 10'. JavaScript counts no further than to 2^53. */
function rule({ type, least = -Infinity, most = Number.MAX_SAFE_INTEGER }: Field): string {
  const kind = type === 'integer' ? messages.fields.wholeNumber : messages.fields.number;
  return kind(shown(least), shown(most));
}

/** The number that was entered, or what is wrong with it. */
export function readNumber(input: string, field: Field, name: string): number | string {
  const { type, least = -Infinity, most = Number.MAX_SAFE_INTEGER } = field;
  const number = Number(input);
  const fits = input.trim() !== '' && number >= least && number <= most;
  const isRight = fits && (type !== 'integer' || Number.isInteger(number));
  return isRight ? number : messages.fields.mustBe(name, rule(field));
}
