import type { DataReader } from '../../wasm/library/types';
import type { Brought } from './brought';
import { decodePng, isPng } from './png';
import { unpack } from './unpack';

/** Reading takes about as long as unpacking. */
const UNPACKING = 0.5;

/**
 * Gives the reader what a person brought, packed with gzip or zip or not, in the order of the paths. `told` hears how far
 * it is, and ends it by throwing.
 */
export async function readBrought(
  brought: readonly Brought[],
  reader: DataReader,
  told: (share: number) => Promise<void>,
): Promise<void> {
  const sorted = [...brought].sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = await unpack(sorted, (share) => told(UNPACKING * share));
  for (const [i, file] of files.entries()) {
    await told(UNPACKING + ((1 - UNPACKING) * i) / files.length);
    if (isPng(file)) reader.addPicture(file.name, decodePng(file));
    else reader.add(file.name, file.bytes);
  }
}
