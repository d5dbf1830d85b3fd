// A static file server for the built page: `npm start` and the browser tests use it.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { Failure } from './steps.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
/** For cross-origin isolation; and another site that framed the page could have its visitors click what they do not see. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "frame-ancestors 'self'",
};

/** What the build names after its content: another content has another name. */
const hashed = /\/assets\/[^/]+$|-[0-9a-f]{8}\.(js|wasm|safetensors)$/;

const isIn = (folder, file) => file === folder || file.startsWith(folder + sep);

/** The file a request path names inside a folder, or undefined when it is malformed or points outside. */
export function fileFor(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const file = resolve(join(folder, decoded));
  return isIn(resolve(folder), file) ? file : undefined;
}

/** What stands there, unless a link leads to it from outside the folder. */
async function look(folder, file) {
  try {
    const [place, real] = await Promise.all([realpath(folder), realpath(file)]);
    return isIn(place, real) ? await stat(real) : undefined;
  } catch {
    return undefined;
  }
}

async function answer(folder, prefix, isolated, request, response) {
  const end = (status, headers = {}) => {
    response.writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      ...(isolated ? isolation : {}),
      ...headers,
    });
    response.end(status < 400 ? undefined : `${status}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, { Allow: 'GET, HEAD' });
  const path = request.url.split(/[?#]/, 1)[0];
  if (!path.startsWith(prefix)) return end(404);
  let file = fileFor(folder, path.slice(prefix.length - 1));
  if (!file) return end(400);
  let info = await look(folder, file);
  if (info?.isDirectory()) {
    if (!path.endsWith('/')) return end(301, { Location: `./${path.slice(path.lastIndexOf('/') + 1)}/` });
    file = join(file, 'index.html');
    info = await look(folder, file);
  }
  if (!info?.isFile()) return end(404);
  const etag = `"${info.size.toString(36)}-${Math.trunc(info.mtimeMs).toString(36)}"`;
  const headers = {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
    ...(isolated ? isolation : {}),
  };
  if (request.headers['if-none-match'] === etag) return end(304, headers);
  response.writeHead(200, { ...headers, 'Content-Length': info.size });
  if (request.method === 'HEAD') return response.end();
  // Closes the file also where the other side goes away.
  pipeline(createReadStream(file), response, () => {});
}

/**
 * Serves a folder on 127.0.0.1. `port` 0 takes any free port; `prefix` is the path it appears under, with a slash at
 * both ends; `isolated` sends the headers that cross-origin isolation needs, and keeps other sites from framing it.
 * Returns { url, close() }.
 */
export async function serveFolder(folder, { port = 0, prefix = '/', isolated = true } = {}) {
  const server = createServer((request, response) => {
    answer(folder, prefix, isolated, request, response).catch(() => response.destroy());
  });
  await new Promise((listening, refused) => {
    server.once('error', (error) =>
      refused(
        error.code === 'EADDRINUSE'
          ? new Failure(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
