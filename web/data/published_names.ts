import * as messages from '../app/messages';
import type { DataParts } from './images';
import type { Published } from './published';

/** Files that number the classes get the names that the data set is published with. */
export function nameAsPublished({ training, test }: DataParts, { title, label_names }: Published): void {
  const numbers = label_names.map((_, i) => String(i)).join();
  for (const part of [training, test]) {
    if (!part) continue;
    if (![numbers, label_names.join()].includes(part.label_names.join()))
      throw new Error(messages.files.otherClasses(part.label_names.join(' '), title, label_names.join(' ')));
    part.label_names = label_names;
  }
}
