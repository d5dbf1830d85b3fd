import { afterEach, expect, test, vi } from 'vitest';
import { download } from '../../web/data/download';

const folder = new URL('http://site/data/mnist/');
const file = { name: 'train-images-idx3-ubyte.gz', bytes: 100, unpacked_bytes: 1000, sha256: '' };
const manifest = () => Promise.resolve(new Response(JSON.stringify({ files: [file] })));
const never = () => new Promise<Response>(() => {});
/** Half of the file, and then nothing more. */
const half = () =>
  Promise.resolve(
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(50)) })),
  );

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.for([
  ['the list of files', never, never, 'The data set could not be fetched. Are you online?'],
  ['a file', manifest, never, 'could not be fetched. Are you online?'],
  ['half a file', manifest, half, 'did not arrive in full: it stopped after 50 of 100 bytes'],
] as const)('a download that stalls ends, and says so: %s', async ([, list, content, words]) => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (url: URL) => (url.pathname.endsWith('manifest.json') ? list() : content()));
  const asked = download(folder, vi.fn(), () => {}, new AbortController().signal);
  const refused = expect(asked).rejects.toThrow(words);
  await vi.advanceTimersByTimeAsync(61_000);
  await refused;
});
