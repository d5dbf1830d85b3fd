/** Why drawings are not read. */

export const missing = 'The reader could not be loaded.';
export const stopped = 'The reader stopped working.';
export const noModel = 'No model has been opened.';
export const otherModel = 'Another model was chosen in the meantime.';
export const noWebAssembly = 'This browser does not run WebAssembly.';
