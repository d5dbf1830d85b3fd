import type * as messages from '../app/messages';

/** What a model can be downloaded as: our own file as it is kept, or one for other programs. */
export type Download = keyof typeof messages.models.formats;

/** What files of each format end with; several files are in a zip archive. */
export const ENDINGS: Record<Download, string> = {
  inkling: '.safetensors',
  keras: '.keras',
  h5: '.h5',
  json: '.zip',
  tfjs: '.zip',
  onnx: '.onnx',
  safetensors: '.safetensors',
  cpp: '.h',
  script: '.zip',
};

/** Three lines each, for a file called NAME; images are of 28 by 28 numbers, ink 0 to 1. */
const texts = import.meta.glob<string>('./snippets/*.txt', { query: '?raw', import: 'default', eager: true });

/** How a file of this format is used where it goes. */
export const snippetsOf = (format: Download, name: string) =>
  Object.entries(texts)
    .flatMap(([path, text]) => {
      const [of, language] = path.split('/').at(-1)!.split('.');
      return of === format ? [{ language, code: text.trimEnd().replaceAll('NAME', name) }] : [];
    })
    .reverse(); // Python first
