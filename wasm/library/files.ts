import { refusal } from './trouble';

/** Node's own imports, by a name that no bundler follows. */
const nodeFiles = 'node:fs/promises';

export const inNode = typeof process === 'object' && Boolean(process.versions?.node);

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function fetched(url: URL): Promise<Response> {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw refusal('engine', '{} could not be fetched: {}', url.href, reason(error));
  }
  if (!response.ok) throw refusal('engine', '{} could not be fetched: status {}', url.href, response.status);
  return response;
}

/** What is only fetched when it is needed; rejects in words where it does not arrive. */
export async function arrived<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (cause) {
    const error = refusal(
      'engine',
      'the part of Inkling that this takes could not be fetched; try again once there is a connection',
    );
    throw Object.assign(error, { cause });
  }
}

export async function readBytes(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (!inNode || url.protocol !== 'file:') return new Uint8Array(await (await fetched(url)).arrayBuffer());
  const { readFile } = (await import(/* @vite-ignore */ nodeFiles)) as typeof import('node:fs/promises');
  try {
    return new Uint8Array(await readFile(url));
  } catch (error) {
    throw refusal('engine', '{} could not be read: {}', url.href, reason(error));
  }
}

/** Compiles while it arrives, where the server says that it is WebAssembly. */
export async function compile(url: URL): Promise<WebAssembly.Module> {
  let bytes;
  if (inNode) {
    bytes = await readBytes(url);
  } else {
    const response = await fetched(url);
    const type = response.headers.get('Content-Type') ?? '';
    if (type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
    bytes = await response.arrayBuffer();
  }
  return WebAssembly.compile(bytes);
}
