const SIDE = 28;

/** The image, moved by whole pixels; what leaves it is gone. */
export function moved(image: Float32Array, across: number, down: number): Float32Array {
  const result = new Float32Array(image.length);
  image.forEach((ink, i) => {
    const [row, column] = [Math.floor(i / SIDE) + down, (i % SIDE) + across];
    if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) result[row * SIDE + column] = ink;
  });
  return result;
}

/** How much of some numbers is elsewhere, or gone, in others: 0 where they are the same, 1 where they share nothing. */
export function changeOf(before: Float32Array, after: Float32Array): number {
  let [difference, all] = [0, 0];
  before.forEach((value, i) => {
    difference += Math.abs(value - after[i]);
    all += Math.abs(value) + Math.abs(after[i]);
  });
  return all > 0 ? difference / all : 0;
}
