import * as messages from '../app/messages';
import type { EngineError } from '../../wasm/library/index';

/** What went wrong, for the person: without the place in the engine that says so. */
export function inWords(error: unknown): string {
  const { message = String(error), code = '', values = [] } = Object(error) as Partial<EngineError>;
  let next = 0;
  return (
    messages.core[code]?.replace(/\{(\d*)\}/g, (_, place: string) =>
      withoutFolders(values[Number(place || next++)]),
    ) ?? message.replace(/^\[[\w ]+\] /, '')
  );
}

/** What went wrong, where a sentence is due. */
export const asSentence = (words: string) => (/[.?!]$/.test(words) ? words : `${words}.`);

/** The text with this ending, which it may have already. */
export const ending = (text: string, end: string) => (text.endsWith(end) ? text : text + end);

/** Of an address only the file is worth the room. */
export const withoutFolders = (words: string) => words.replace(/https?:\S*\//g, '');

/** An accuracy or its like, from 0 to 1; undefined where there is none. */
export const percent = (share: number | undefined) =>
  share === undefined ? '–' : `${(100 * share).toFixed(2)} %`;

/** A rate or the like with no more digits than mean something, as 0.001 or 4e-8. */
export const rounded = (value: number) => String(Number(value.toPrecision(3)));

/** How sure a network is: "0.0 %" to ">99.9 %", never 100, with no more digits than mean something. */
export function sureness(probability: number): string {
  const value = 100 * probability;
  const digits = value < 9.95 || value >= 99.5 ? 1 : 0;
  return `${value < 99.95 ? value.toFixed(digits) : '>99.9'}\u202f%`;
}

/** Any value of a configuration, whatever it should have been. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

/** How long something takes, roughly. */
export function duration(seconds: number): string {
  if (seconds < 90) return messages.units.seconds(Math.max(1, Math.round(seconds)));
  if (seconds < 5400) return messages.units.minutes(Math.round(seconds / 60));
  return messages.units.hours((seconds / 3600).toFixed(1));
}
