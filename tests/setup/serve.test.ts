import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFor, serveFolder } from '../../.tools/serve.mjs';

type Server = Awaited<ReturnType<typeof serveFolder>>;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-serve-'));
  mkdirSync(join(folder, 'site/engine'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), '<p>Inkling</p>');
  writeFileSync(join(folder, 'site/engine/a.wasm'), 'wasm');
  writeFileSync(join(folder, 'site/engine/a.js'), '');
  writeFileSync(join(folder, 'site/inkling.safetensors'), '');
  server = await serveFolder(join(folder, 'site'), { prefix: '/sub/path/' });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** fetch() would normalise the path before it is sent. */
function status(path: string) {
  return new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('each kind of file has its type', async () => {
  const type = async (path: string) => (await fetch(server.url + path)).headers.get('content-type');
  expect(await type('')).toBe('text/html; charset=utf-8');
  expect(await type('engine/a.js')).toBe('text/javascript; charset=utf-8');
  expect(await type('engine/a.wasm')).toBe('application/wasm');
  expect(await type('inkling.safetensors')).toBe('application/octet-stream');
});

test('nothing outside the folder is served', async () => {
  for (const path of ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', 'engine/../../secret.txt']) {
    expect(await status(`/sub/path/${path}`), path).not.toBe(200);
  }
  expect(await status('/secret.txt')).toBe(404);
  expect(await status('/sub/path/%')).toBe(400);
  expect(await status('/sub/path/index.html%00')).toBe(400);
  expect(fileFor('/srv/site', '/../site-private/a')).toBeUndefined();
  expect(fileFor('/srv/site', '/a/../b')).toBe('/srv/site/b');
});

test('a link that leads out of the folder is not followed, one within it is', async () => {
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'site/link.txt'));
  symlinkSync(folder, join(folder, 'site/up'));
  symlinkSync('engine/a.js', join(folder, 'site/inner.js'));
  expect(await status('/sub/path/link.txt')).toBe(404);
  expect(await status('/sub/path/up/secret.txt')).toBe(404);
  expect(await status('/sub/path/inner.js')).toBe(200);
});

test.runIf(process.platform === 'linux')(
  'a download that the other side gives up leaves no file open',
  async () => {
    const file = join(folder, 'site/large.bin');
    writeFileSync(file, new Uint8Array(64 << 20));
    const open = () =>
      readdirSync('/proc/self/fd').filter((each) => {
        try {
          return readlinkSync(`/proc/self/fd/${each}`) === file;
        } catch {
          return false;
        }
      }).length;
    const { hostname, port, pathname } = new URL(`${server.url}large.bin`);
    const giveUp = () =>
      new Promise<void>((resolve) => {
        const asked = request({ hostname, port, path: pathname }, (response) =>
          response.once('data', () => {
            asked.destroy();
            resolve();
          }),
        );
        asked.on('error', () => {}).end();
      });
    await Promise.all(Array.from({ length: 30 }, giveUp));
    await expect.poll(open).toBe(0);
  },
);

test('what is named after its content is kept for good', async () => {
  const kept = async (path: string) => (await fetch(server.url + path)).headers.get('cache-control');
  writeFileSync(join(folder, 'site/engine/inkling-simd-0a1b2c3d.wasm'), '');
  mkdirSync(join(folder, 'site/assets'));
  writeFileSync(join(folder, 'site/assets/index-B7G_LJ_0.js'), '');
  for (const path of ['engine/inkling-simd-0a1b2c3d.wasm', 'assets/index-B7G_LJ_0.js'])
    expect(await kept(path)).toBe('public, max-age=31536000, immutable');
  for (const path of ['', 'engine/a.js', 'inkling.safetensors']) expect(await kept(path)).toBe('no-cache');
});

test('what is unchanged is answered with 304, and only after asking', async () => {
  const first = await fetch(server.url);
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const etag = first.headers.get('etag') ?? '';
  expect(await status('/sub/path/missing')).toBe(404);
  const again = await fetch(server.url, { headers: { 'If-None-Match': etag } });
  expect(again.status).toBe(304);
  writeFileSync(join(folder, 'site/index.html'), '<p>Inkling, changed</p>');
  const changed = await fetch(server.url, { headers: { 'If-None-Match': etag } });
  expect(await changed.text()).toBe('<p>Inkling, changed</p>');
});

test('the headers for isolation, and against frames, can be left out', async () => {
  const header = async (url: string) => {
    const { headers } = await fetch(url);
    return headers.get('cross-origin-opener-policy') && headers.get('content-security-policy');
  };
  expect(await header(server.url)).toBe("frame-ancestors 'self'");
  expect(await header(`${server.url}nothing`)).toBe("frame-ancestors 'self'");
  const plain = await serveFolder(join(folder, 'site'), { isolated: false });
  expect(await header(plain.url)).toBeNull();
  await plain.close();
});

test('a folder without its slash leads to the one with it, and only reading is allowed', async () => {
  const response = await fetch(`${server.url}engine`, { redirect: 'manual' });
  expect(response.status).toBe(301);
  expect(response.headers.get('location')).toBe('./engine/');
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
  const head = await fetch(server.url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a port that is taken is said in words', async () => {
  const port = Number(new URL(server.url).port);
  await expect(serveFolder(folder, { port })).rejects.toThrow(`Port ${port} is taken`);
});
