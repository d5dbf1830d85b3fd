import { isArray, readArrays, type ReadIdx } from './arrays';
import type { Brought } from './brought';
import type { DataParts } from './images';
import { isPicture, readPictures } from './pictures';
import { unpack } from './unpack';

/** Reading takes about as long as unpacking. */
const UNPACKING = 0.5;

/**
 * What a person brought, as data: arrays (IDX as MNIST has them, or NumPy's npz and npy), or PNG files in folders that are
 * named for their label; packed with gzip or zip or not. `told` hears how far it is, and ends it by throwing.
 */
export async function readBrought(
  brought: readonly Brought[],
  readIdx: ReadIdx,
  told: (share: number) => Promise<void>,
): Promise<DataParts> {
  const all = await unpack(brought, (share) => told(UNPACKING * share));
  const strange = all.find((file) => !isArray(file) && !isPicture(file));
  // Beside others, a folder or an archive may hold anything.
  const known = all.filter((file) => isArray(file) || isPicture(file));
  if (strange && (!known.length || !strange.name.includes('/')))
    throw new Error(`[data] ${strange.name} is not an IDX, npz or PNG file`);
  if (!known.length) throw new Error('[data] no file came');
  const pictures = known.filter(isPicture);
  if (!pictures.length) return readArrays(known, readIdx);
  if (pictures.length < known.length)
    throw new Error('[data] arrays and pictures came together; bring one of them');
  return readPictures(pictures, (share) => told(UNPACKING + (1 - UNPACKING) * share));
}
