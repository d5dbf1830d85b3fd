import { database, type Moment } from './database';

export type { Moment };

/** The moments that are kept of a run, the untrained network first; none where the browser keeps nothing. */
export const momentsOf = async (run: string): Promise<Moment[]> =>
  (await database.get('moments', run))?.moments ?? [];

/** The model file of a moment. */
export const momentFile = async (id: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  (await database.get('moment_files', id))?.file;
