/** How values lie along an upright axis. */
export interface Scale {
  place: (value: number) => number;
  value: (place: number) => number;
  /** Values worth a line across, each at a greater place than the one before; and fewer of them. */
  ticks: readonly number[];
  fewerTicks: readonly number[];
}

const decades = (from: number, to: number, digits: readonly number[]) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    digits.map((digit) => Number(`${digit}e${from + i}`)),
  ).flat();

const LOWEST = 1e-7;
/** One image of ten thousand. */
const LEAST_ERROR = 1e-4;
const errors = (digits: readonly number[]) => [...decades(-4, -1, digits), 1].reverse();

/** Values over 0: as far from 0.1 to 1 as from 1 to 10. */
export const logarithmic: Scale = {
  place: (value) => Math.log10(Math.max(LOWEST, value)),
  value: (place) => 10 ** place,
  ticks: decades(-7, 5, [1, 2, 5]),
  fewerTicks: decades(-7, 5, [1]),
};

/** Shares up to 1, such as an accuracy: the error on a logarithmic scale, the least of it at the top. */
export const nearOne: Scale = {
  place: (value) => -Math.log10(Math.max(LEAST_ERROR, 1 - value)),
  value: (place) => 1 - 10 ** -place,
  ticks: errors([1, 2, 5]).map((error) => 1 - error),
  fewerTicks: errors([1]).map((error) => 1 - error),
};

/** The places of the ticks around two places. */
export function rangeOf({ place, ticks }: Scale, low: number, high: number): [number, number] {
  const places = ticks.map(place);
  const from = places.slice(0, -1).findLast((each) => each <= low) ?? places[0];
  const to = places.find((each) => each >= high && each > from) ?? places[places.length - 1];
  return [from, to];
}

/** The places of the ticks in this range, not too many. */
export function ticksIn({ place, ticks, fewerTicks }: Scale, low: number, high: number, most: number) {
  const within = (all: readonly number[]) => all.map(place).filter((each) => each >= low && each <= high);
  const all = within(ticks);
  return all.length > most ? within(fewerTicks) : all;
}
