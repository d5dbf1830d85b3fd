/**
 * Gives the memory of bytes back at once that nobody will look at again. What collects garbage does not hurry for large arrays, of
 * which training makes many.
 */
export function free(bytes: Uint8Array): void {
  (bytes.buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}
