import { readFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { checkPictureSize } from '../../web/data/picture_size';
import * as page from '../../web/data/unpacked';

const png = encode({ width: 3, height: 2, channels: 1, depth: 8, data: new Uint8Array(6) });

describe('a picture', () => {
  test('is opened where it is no larger than a camera makes it', () => {
    expect(() => checkPictureSize(png)).not.toThrow();
    expect(() => checkPictureSize(Uint8Array.of(1, 2, 3))).toThrow('not an image');
  });
  test('is not opened where it claims to have 20,000 x 20,000 pixels', () => {
    const claim = png.slice();
    new DataView(claim.buffer).setUint32(16, 20_000);
    new DataView(claim.buffer).setUint32(20, 20_000);
    expect(() => checkPictureSize(claim)).toThrow('This picture has 20000 × 20000 pixels');
  });
});

test('the page and the command line take as much of a file', () => {
  const core = readFileSync(new URL('../../src/data/unpacked.h', import.meta.url), 'utf8');
  expect(core).toContain('kMostUnpacked = std::size_t{1} << 30');
  expect(page.MOST_BYTES).toBe(2 ** 30);
  expect(core).toContain("kMostFiles = 200'000");
  expect(page.MOST_FILES).toBe(200_000);
  const most = [0, 5, 6, 35, 100].map((mebibytes) => page.mostUnpacked(mebibytes * 2 ** 20) / 2 ** 20);
  expect(most).toEqual([64, 64, 96, 1024, 1024]);
});
