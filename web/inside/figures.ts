/** So often numbers that are written follow the pen: more cannot be read, and each has the page laid out. */
export const WORDS_MS = 100;

/** A number as the page shows it, with so many decimals. */
export const figure = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  return Number(text) < 0 ? text.replace('-', '\u2212') : text.replace('-', '');
};

/** How many decimals numbers of this size need to add up to what is shown. */
export function decimalsFor(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i]) most = Math.max(most, Math.abs(values[i]));
  if (most >= 100 || most === 0) return most ? 1 : 2;
  return most >= 1 ? 2 : most >= 0.1 ? 3 : 4;
}

/** One number by itself. */
export const alone = (value: number) => figure(value, decimalsFor([value]));
