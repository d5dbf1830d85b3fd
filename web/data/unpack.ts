import * as messages from '../app/messages';
import type { ImportedFile } from './imported_file';
import { shortened } from '../../wasm/library/index';
import { MOST_BYTES, Unpacked } from './unpacked';
import { entries, inflated, Refused, SLICE } from './zip';

export interface Named {
  /** Its path: folders, archives and its own name. */
  name: string;
  bytes: Uint8Array;
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
/** What systems put into folders and archives by themselves. */
const isClutter = (name: string) => /(^|\/)(\.|__MACOSX\/)/.test(name);

/**
 * Gives `use` the files that were brought, those of gzip and zip archives in their place. `onProgress` hears how far it is, and
 * ends it by throwing.
 */
export async function unpack(
  imported: readonly ImportedFile[],
  unpacked: Unpacked,
  use: (file: Named) => void,
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  const wanted = imported.filter(({ path }) => !isClutter(path));
  for (const [i, { path, file }] of wanted.entries()) {
    await onProgress(i / wanted.length);
    if (file.size === 0) throw new Error(messages.files.empty(shortened(path)));
    if (file.size > MOST_BYTES) throw new Error(messages.files.tooLarge(shortened(path)));
    unpacked.bring(file.size);
    unpacked.addFile(path);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const onInner = (share: number) => onProgress((i + share) / wanted.length);
    await add({ name: path, bytes }, 0, unpacked, use, onInner);
  }
}

async function add(
  { name, bytes }: Named,
  archives: number,
  unpacked: Unpacked,
  use: (file: Named) => void,
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  Unpacked.checkDepth(name, archives);
  if (isGzip(bytes)) {
    const inner = await gunzip(name, bytes, unpacked, onProgress);
    return add({ name, bytes: inner }, archives + 1, unpacked, use, onProgress);
  }
  if (!isZip(bytes)) return use({ name, bytes });
  await unzip(name, bytes, archives, unpacked, use, onProgress);
}

/** All parts as one; they are gone afterwards. */
function joined(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts.splice(0)) {
    all.set(part, length);
    length += part.length;
  }
  return all;
}

async function gunzip(
  name: string,
  bytes: Uint8Array,
  unpacked: Unpacked,
  onProgress: (share: number) => Promise<void>,
): Promise<Uint8Array> {
  let at = 0;
  const slices = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += SLICE)));
    },
  });
  // Browsers hold all that comes out of what is put in at once.
  const reader = slices.pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const part = await reader.read().catch((error: unknown) => {
        throw new Error(messages.files.badGzip(shortened(name)), { cause: error });
      });
      if (part.done) return joined(parts);
      unpacked.add(name, part.value.length);
      parts.push(part.value);
      await onProgress(0);
    }
  } finally {
    // Where it ends before its time; that it is damaged was said already.
    await reader.cancel().catch(() => {});
  }
}

async function unzip(
  name: string,
  bytes: Uint8Array,
  archives: number,
  unpacked: Unpacked,
  use: (file: Named) => void,
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  let done = 0;
  const files = said(name, entries(bytes));
  for (const entry of files) {
    unpacked.addFile(name);
    const share = done / bytes.length;
    await onProgress(share);
    done += entry.data.length;
    if (entry.name.endsWith('/') || isClutter(entry.name)) continue;
    const parts: Uint8Array[] = [];
    for (const part of entry.deflated ? said(name, inflated(entry.data)) : [entry.data]) {
      unpacked.add(name, part.length);
      parts.push(part);
      await onProgress(share);
    }
    const file = { name: `${name}/${entry.name}`, bytes: joined(parts) };
    await add(file, archives + 1, unpacked, use, () => onProgress(share));
  }
}

/** The same, but that what is wrong with an archive is said in words. */
function* said<Part>(name: string, parts: Generator<Part>): Generator<Part> {
  for (;;) {
    let part;
    try {
      part = parts.next();
    } catch (error) {
      const words = error instanceof Refused ? error.words : messages.files.badZip;
      throw new Error(words(shortened(name)), { cause: error });
    }
    if (part.done) return;
    yield part.value;
  }
}
