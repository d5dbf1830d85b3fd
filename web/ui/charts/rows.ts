type Column = readonly (number | null)[];

const MOST_ROWS = 30;

/** Where a column has its last value, at this place or before it; the place itself where it has none. */
export function lastFilled(column: Column, place: number): number {
  let i = place;
  while (i >= 0 && column[i] === null) i -= 1;
  return i < 0 ? place : i;
}

/** The values of all columns at one place. */
export interface Row {
  place: number;
  values: (number | null)[];
}

/** All values for reading, in not too many rows: a row tells the last value since the row before. */
export function rowsOf(x: readonly number[], columns: readonly Column[]): Row[] {
  if (!x.length) return [];
  const step = stepOf(x.length > MOST_ROWS ? x[x.length - 1] - x[0] : 0);
  const ends = x
    .map((_, i) => i)
    .filter((i) => !step || i + 1 === x.length || bin(x[i], step) < bin(x[i + 1], step));
  return ends.map((end, row) => {
    const begin = row ? ends[row - 1] + 1 : 0;
    return {
      place: end,
      values: columns.map(
        (column) => column.slice(begin, end + 1).findLast((value) => value !== null) ?? null,
      ),
    };
  });
}

/** A round number that goes into such a length some ten to thirty times; 0 for 0. */
function stepOf(length: number): number {
  if (!length) return 0;
  const least = length / MOST_ROWS;
  const decade = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((digit) => digit * decade).find((step) => step >= least)!;
}

/** Values at the end of a step belong to it. */
const bin = (value: number, step: number) => Math.ceil(Number((value / step).toFixed(6)));
