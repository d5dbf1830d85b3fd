import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFor, serveFolder } from '../../wasm/setup/serve.mjs';

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

test('the headers for cross-origin isolation can be left out', async () => {
  const header = async (url: string) => (await fetch(url)).headers.get('cross-origin-opener-policy');
  expect(await header(server.url)).toBe('same-origin');
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
