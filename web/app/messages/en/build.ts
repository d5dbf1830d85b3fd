/** What computes. */

export const name = 'Build';
export const reproducible = 'reproducible on any device';
export const notReproducible = 'fast, but not reproducible on other devices';
export const threads = 'threads';
export const oneThread = 'one thread';
