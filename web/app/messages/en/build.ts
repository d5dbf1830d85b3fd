/** What computes. */

export const name = 'Build';
export const reproducible = 'reproducible on any device';
export const notReproducible = 'fast, but not reproducible on other devices';
export const onlyReproducible = 'Reproducible';
export const onlyReproducibleHelp =
  'The same settings, data and seed give the same network on any device. A little slower.';
export const noChoice = 'All builds that run in this browser are reproducible.';
export const runUnderWay = 'Can be changed once this run has ended.';
export const threads = 'threads';
export const oneThread = 'one thread';
