import { clamped, type Place, SIDE } from '../../state/drawing';

/** Where the keyboard's pen begins. */
export const CENTRE: Place = { x: SIDE / 2, y: SIDE / 2 };
export const STEP = 25;
export const BIG_STEP = 100;

const directions: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

/** Where `key` takes the cursor, within a pad of this width; null where it is not a key that moves. */
export function moved(cursor: Place, key: string, big: boolean, width: number): Place | null {
  const direction = directions[key];
  if (!direction) return null;
  const step = big ? BIG_STEP : STEP;
  return clamped(cursor.x + direction[0] * step, cursor.y + direction[1] * step, width);
}
