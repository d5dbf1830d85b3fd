import * as messages from '../app/messages';
import { withTimeout } from './with_timeout';
import type { LabelledImages } from './images';

/** Beside the files of a data set that the site serves: data/<name>/manifest.json. */
export interface Manifest {
  files: { name: string; bytes: number; unpacked_bytes: number; sha256: string }[];
}

export interface Progress {
  loaded_bytes: number;
  total_bytes: number;
}

const CACHE = 'inkling-data';
/** Where Cache Storage works at all it takes no longer to answer. */
const CACHE_MS = 5000;

/** Without a byte for so long a download has come to a stop. */
const STALLED_MS = 30_000;

const inPatience = <T>(work: Promise<T>) => withTimeout(work, STALLED_MS, new Error(messages.files.silent));

const cache = () => withTimeout(caches.open(CACHE), CACHE_MS, new Error(messages.storage.silent));

type ReadIdx = (
  images: { name: string; bytes: Uint8Array },
  labels: { name: string; bytes: Uint8Array },
) => LabelledImages;

/** Cache Storage where the browser grants it; a page can do without. */
async function cached(url: URL): Promise<Response | undefined> {
  try {
    return await (await cache()).match(url);
  } catch {
    return undefined;
  }
}

async function remember(url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await (await cache()).put(url, new Response(bytes));
  } catch {
    // Denied or full: it is fetched again next time.
  }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  // There is no `subtle` on an address that is not secure.
  if (!globalThis.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The body, at most `limit` bytes of it. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  name: string,
  onProgress: (bytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(limit);
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    let part;
    try {
      part = await inPatience(reader.read());
    } catch (error) {
      reader.cancel().catch(() => {});
      throw new Error(messages.files.cut(name, length, limit), { cause: error });
    }
    if (part.done) break;
    if (length + part.value.length > limit) {
      await reader.cancel();
      throw new Error(messages.files.tooLong(name, limit));
    }
    all.set(part.value, length);
    length += part.value.length;
    onProgress(part.value.length);
  }
  if (length < limit) throw new Error(messages.files.tooShort(name, length, limit));
  return all;
}

async function fetchFile(
  url: URL,
  file: Manifest['files'][number],
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = await cached(url);
  let response = known;
  if (!response) {
    try {
      response = await inPatience(fetch(url, { signal }));
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(messages.files.missing(file.name), { cause: error });
    }
  }
  if (!response.ok || !response.body) {
    throw new Error(messages.files.refused(file.name, response.status));
  }
  const bytes = await collect(response.body, file.bytes, file.name, onProgress).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const hash = await digest(bytes);
  if (hash !== null && hash !== file.sha256) {
    if (known) await (await cache()).delete(url);
    throw new Error(messages.files.notPublished(file.name, hash));
  }
  const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const [unpacked] = await Promise.all([
    collect(unpacking, file.unpacked_bytes, file.name),
    known ? undefined : remember(url, bytes),
  ]);
  return unpacked;
}

/** How the files of a part begin. */
const PREFIX = { training: 'train', test: 't10k' };
type Part = keyof typeof PREFIX;

/** These parts of a data set that the site serves from `folder`; both where none is named. */
export async function download<Wanted extends Part = Part>(
  folder: URL,
  readIdx: ReadIdx,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
  wanted = Object.keys(PREFIX) as Wanted[],
): Promise<Record<Wanted, LabelledImages>> {
  const address = new URL('manifest.json', folder);
  let manifest: Manifest;
  try {
    const response = await inPatience(fetch(address, { signal }));
    if (!response.ok) throw new Error(`status ${response.status}`);
    manifest = (await response.json()) as Manifest;
    await remember(address, new TextEncoder().encode(JSON.stringify(manifest)));
  } catch (error) {
    const known = await cached(address);
    signal.throwIfAborted();
    if (!known) {
      throw new Error(messages.files.listMissing, { cause: error });
    }
    manifest = (await known.json()) as Manifest;
  }
  const listed = manifest.files.filter(({ name }) => wanted.some((part) => name.startsWith(PREFIX[part])));
  const total_bytes = listed.reduce((sum, file) => sum + file.bytes, 0);
  let loaded_bytes = 0;
  const count = (bytes: number) => onProgress({ loaded_bytes: (loaded_bytes += bytes), total_bytes });
  const arrived = listed.map(async (file) => {
    const bytes = await fetchFile(new URL(file.name, folder), file, count, signal);
    return [file.name, { name: file.name, bytes }] as const;
  });
  const files = new Map(await Promise.all(arrived));
  const read = (prefix: string) => {
    const images = files.get(`${prefix}-images-idx3-ubyte.gz`);
    const labels = files.get(`${prefix}-labels-idx1-ubyte.gz`);
    if (!images || !labels) throw new Error(messages.files.noPart(prefix));
    return readIdx(images, labels);
  };
  const parts = wanted.map((part) => [part, read(PREFIX[part])]);
  return Object.fromEntries(parts) as Record<Wanted, LabelledImages>;
}
