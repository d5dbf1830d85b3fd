/** Within a decade, upwards. */
const STEPS = [1, 1.5, 2, 3, 5, 7, 10];

/** A round number that none of these is larger than: it does not change with every stroke. */
export function scaleFor(values: Float32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size > most && size < Infinity) most = size;
  }
  if (most === 0) return 1;
  const decade = 10 ** Math.floor(Math.log10(most));
  return decade * (STEPS.find((step) => step * decade >= most * (1 - 1e-6)) ?? 10);
}
