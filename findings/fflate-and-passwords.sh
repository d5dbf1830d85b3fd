#!/bin/sh
# fflate 0.8.3 (npm, November 2026) does not look at the flag that says that a file in a zip archive is encrypted: unzipSync()
# returns the encrypted bytes as if they were the file, and 12 more of them than it has, without an error.
#
# The archive below was made by Info-ZIP's `zip -0 -P secret` of one text of 47 bytes. A reader should look at bit 0 of the
# general purpose flags (APPNOTE 4.4.4) before it takes what comes out for the file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --ignore-scripts fflate@0.8.3
cat > try.mjs <<'JS'
import { unzipSync } from 'fflate';

const archive = Buffer.from(
  'UEsDBAoACQAAAAAAIVBtBb5fOwAAAC8AAAAFAAAAYS50eHQFo2VeUuHciYc5rGRB4eyDIRx1kxiaJ5wCfVcDgZvTuT35w+PNhGhJvwS6mgYM+1aGXCeL' +
    'YkNjVc2rJFBLBwhtBb5fOwAAAC8AAABQSwECHgMKAAkAAAAAACFQbQW+XzsAAAAvAAAABQAAAAAAAAAAAAAApIEAAAAAYS50eHRQSwUGAAAAAAEAAQAz' +
    'AAAAbgAAAAAA',
  'base64',
);
console.log(`encrypted, by its flags: ${(archive.readUInt16LE(6) & 1) === 1}`);
const bytes = unzipSync(new Uint8Array(archive))['a.txt'];
const isText = bytes.every((byte) => byte === 10 || (byte >= 32 && byte < 127));
console.log(`unzipSync: ${bytes.length} bytes, ${isText ? 'text' : 'no text'}`);
if (bytes.length !== 59 || isText) process.exitCode = 1;
JS
node try.mjs
