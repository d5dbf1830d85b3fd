import type { DataParts, LabelledImages } from './images';

interface Named {
  name: string;
  bytes: Uint8Array;
}

export type ReadIdx = (images: Named, labels: Named) => LabelledImages;

/** What is taken from one file once it is unpacked. */
const LARGEST_BYTES = 1 << 30;

async function unpacked(file: File): Promise<Named> {
  if (file.size === 0) throw new Error(`[data] ${file.name} is empty`);
  if (file.size > LARGEST_BYTES) throw new Error(`[data] ${file.name} is larger than 1 GB`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { name: file.name, bytes };
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      throw new Error(`[data] ${file.name} is packed with gzip, but damaged or cut short`, { cause: error });
    }
    if (part.done) break;
    length += part.value.length;
    if (length > LARGEST_BYTES) {
      await reader.cancel();
      throw new Error(`[data] ${file.name} unpacks to more than 1 GB`);
    }
    parts.push(part.value);
  }
  return { name: file.name, bytes: new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()) };
}

/** Number of dimensions of an IDX file of bytes; null for any other file. */
function idxRank({ bytes }: Named): number | null {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8 ? bytes[3] : null;
}

const isTest = ({ name }: Named) => /t10k|test|val/i.test(name);

/**
 * What a person dropped or chose, as data: a pair of IDX files (images and labels), or two of them, training and test,
 * told apart by their names. Packed with gzip or not.
 */
export async function readDropped(files: readonly File[], readIdx: ReadIdx): Promise<DataParts> {
  const all = await Promise.all(files.map(unpacked));
  const strange = all.find((file) => idxRank(file) === null);
  if (strange) {
    throw new Error(
      `[data] ${strange.name} is not an IDX file: MNIST's format, packed with gzip or not, is what is read`,
    );
  }
  const part = (test: boolean): LabelledImages | null => {
    const own = all.filter((file) => isTest(file) === test);
    if (!own.length) return null;
    const images = own.filter((file) => idxRank(file) !== 1);
    const labels = own.filter((file) => idxRank(file) === 1);
    const which = test ? 'test' : 'training';
    if (!images.length)
      throw new Error(`[data] ${labels[0].name} has labels, but no ${which} images came with it`);
    if (!labels.length)
      throw new Error(`[data] ${images[0].name} has images, but no ${which} labels came with it`);
    if (own.length > 2) throw new Error(`[data] ${own.length} files for the ${which} part; two are wanted`);
    return readIdx(images[0], labels[0]);
  };
  const [training, test] = [part(false), part(true)];
  if (training) return { training, test };
  if (test) return { training: test, test: null };
  throw new Error('[data] no file came');
}
