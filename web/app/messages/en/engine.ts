/** Why a worker died, within a sentence. */

export const noMemory = 'the engine ran out of memory';
export const failed = 'the engine failed';
