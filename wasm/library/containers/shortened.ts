const LONGEST = 80;
const BEGINNING = 30;

/**
 * A name from outside, for a message: as src/base/text.h has it, a blank in place of what ends a line, moves the cursor or
 * turns the direction of writing, and of what is longer than 80 characters the middle is left out.
 */
export function shortened(name: string): string {
  const shown = [...name.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, ' ')];
  if (shown.length <= LONGEST) return shown.join('');
  return `${shown.slice(0, BEGINNING).join('')}…${shown.slice(BEGINNING + 1 - LONGEST).join('')}`;
}
