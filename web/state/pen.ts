import type { Point } from './drawing';

/** Width of the line in drawing units at half pressure: a felt pen on a hand-sized sheet. */
export const WIDTH = 38;
/** Share of the way to the wanted width that is covered at each point. */
const EASE = 0.3;

/** The width wanted at `point`: linear in pressure, 0.6 to 1.4 of WIDTH. */
export function nominalWidth({ pressure }: Point): number {
  return WIDTH * (0.6 + 0.8 * pressure);
}

/** The width drawn at `point` after `previous`: it follows the pressure without steps. */
export function easedWidth(previous: number, point: Point): number {
  return previous + EASE * (nominalWidth(point) - previous);
}

/** Pressure of a hand whose device feels none: a quick line is a little lighter than a slow one. */
export function pressureFromSpeed(from: Point | undefined, x: number, y: number, t: number): number {
  if (!from) return 0.5;
  const units_per_ms = Math.hypot(x - from.x, y - from.y) / Math.max(1, t - from.t);
  return Math.max(0.3, 0.6 - 0.1 * units_per_ms);
}
