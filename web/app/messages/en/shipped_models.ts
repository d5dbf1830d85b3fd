/** The models that come with the page. */

export const digits = 'Digits';
export const aboutDigits =
  'Digits and whole numbers. Trained on MNIST and on pen strokes by some 200 people.';
export const kana = 'Kana';
export const kanaName = 'Inkling for Kuzushiji';
export const aboutKana = (labels: string, credit: string) =>
  `Ten cursive kana from old books: ${labels}. ${credit}`;
