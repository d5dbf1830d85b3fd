export const help = (name: string) => `What is “${name}”?`;
export const lesson = 'Show me in a lesson';

/** What is wrong with what was entered. */

export const number = (least: string, most: string) => `a number from ${least} to ${most}`;
export const wholeNumber = (least: string, most: string) => `a whole number from ${least} to ${most}`;
export const mustBe = (name: string, what: string) => `${name} must be ${what}.`;
export const json = 'a name, or JSON such as [3, 3]';
