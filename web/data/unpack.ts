import { unzipSync } from 'fflate';
import type { Brought } from './brought';

export interface Named {
  /** Its path: folders, archives and its own name. */
  name: string;
  bytes: Uint8Array;
}

/** What is taken in all, once it is unpacked. */
const LARGEST_BYTES = 1 << 30;
/** An archive may be in an archive; what goes deeper is made to harm. */
const MOST_ARCHIVES = 3;

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
/** What systems put into folders and archives by themselves. */
const isClutter = (name: string) => /(^|\/)(\.|__MACOSX\/)/.test(name);

/** The files that were brought, those of gzip and zip archives in their place. `told` hears of every one. */
export async function unpack(
  brought: readonly Brought[],
  told: (share: number) => Promise<void>,
): Promise<Named[]> {
  const all: Named[] = [];
  let total = 0;
  const add = async ({ name, bytes }: Named, archives = 0): Promise<void> => {
    if (archives > MOST_ARCHIVES) throw new Error(`[data] ${name} lies too deep in archives`);
    if (isGzip(bytes)) {
      return add({ name, bytes: await gunzip(name, bytes, LARGEST_BYTES - total) }, archives + 1);
    }
    if (isZip(bytes)) {
      for (const entry of unzip(name, bytes, LARGEST_BYTES - total)) await add(entry, archives + 1);
      return;
    }
    total += bytes.length;
    if (total > LARGEST_BYTES) throw new Error('[data] the files are larger than 1 GB');
    all.push({ name, bytes });
  };
  const wanted = brought.filter(({ path }) => !isClutter(path));
  for (const [i, { path, file }] of wanted.entries()) {
    await told(i / wanted.length);
    if (file.size === 0) throw new Error(`[data] ${path} is empty`);
    if (file.size > LARGEST_BYTES) throw new Error(`[data] ${path} is larger than 1 GB`);
    await add({ name: path, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return all;
}

async function gunzip(name: string, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      throw new Error(`[data] ${name} is packed with gzip, but damaged or cut short`, { cause: error });
    }
    if (part.done) break;
    length += part.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new Error(`[data] ${name} unpacks to more than 1 GB`);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function unzip(name: string, bytes: Uint8Array, limit: number): Named[] {
  let length = 0;
  let entries;
  try {
    entries = unzipSync(bytes, {
      filter: (entry) => {
        if (entry.name.endsWith('/') || isClutter(entry.name) || length > limit) return false;
        length += entry.originalSize;
        return length <= limit;
      },
    });
  } catch (error) {
    throw new Error(`[data] ${name} is a zip file, but damaged or cut short`, { cause: error });
  }
  if (length > limit) throw new Error(`[data] ${name} unpacks to more than 1 GB`);
  return Object.entries(entries).map(([path, content]) => ({ name: `${name}/${path}`, bytes: content }));
}
