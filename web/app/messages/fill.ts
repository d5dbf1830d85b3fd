import type { Messages } from '.';

/** HTML with the words in place of their names, as in {{page.title}}. */
export const fill = (html: string, messages: Messages): string =>
  html.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const words = name
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], messages);
    if (typeof words !== 'string') throw new Error(`web/index.html asks for ${name}, which is no message`);
    return words;
  });
