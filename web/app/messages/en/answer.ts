/** What is said of a drawing. */

export const slow = 'This is taking longer than it should. You can keep drawing, or try again.';
export const empty = 'Draw something';
export const nothingToRead = 'Nothing to read';
export const notRecognised = 'not recognised';
export const decimalPoint = 'decimal point';
export const isDecimalPoint = 'A decimal point';
export const notDigit = 'Not a digit';
export const notCharacter = 'Not a character this model knows';
export const closest = (candidates: string[]) => `Closest: ${candidates.join(', ')}`;
export const perhaps = (candidate: string) => `Or perhaps ${candidate}`;
export const said = (label: string) => `You said ${label}`;
/** One character of several. */
export const each = (label: string, sure: string) => `${label}, ${sure}`;
export const selected = (label: string, sure: string) => `${label}: ${sure}`;
export const spokenName = (name: string) => `“${name}”`;
export const readsAs = (text: string) => `Reads as ${text}`;
export const readsAsOne = (text: string, sure: string, perhaps: string) =>
  [`Reads as ${text}, ${sure}`, perhaps].filter(Boolean).join('. ');
export const readsAsUnknown = (text: string) =>
  `Reads as ${text}, with a question mark for what was not recognised`;
export const leastSure = (text: string, label: string) => `Reads as ${text}, least sure of the ${label}`;
