import type { DataReader } from '../../wasm/library/index';
import type { ImportedFile } from './imported_file';
import { decodePng, isPng } from './png';
import { unpack } from './unpack';
import { Unpacked } from './unpacked';

/**
 * Gives the reader what a person brought, packed with gzip or zip or not, in the order of the paths. `onProgress` hears how far
 * it is, and ends it by throwing.
 */
export async function readImported(
  imported: readonly ImportedFile[],
  reader: DataReader,
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  const sorted = [...imported].sort((a, b) => (a.path < b.path ? -1 : 1));
  const unpacked = new Unpacked();
  await unpack(
    sorted,
    unpacked,
    (file) => {
      if (isPng(file)) reader.addPicture(file.name, decodePng(file, unpacked));
      else reader.add(file.name, file.bytes);
    },
    onProgress,
  );
}
