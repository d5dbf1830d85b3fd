import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflated } from '../../web/data/zip';

const joined = (parts: Iterable<Uint8Array>) => Buffer.concat([...parts]);

test.for([0, 1, 1000, 1_040_000, 3_000_000, 40_000_000])('%i zeros come out as they went in', (size) => {
  const data = Buffer.alloc(size);
  expect(joined(inflated(deflateRawSync(data))).equals(data)).toBe(true);
});

test('files that come out one after the other keep their bytes', () => {
  const [first] = inflated(deflateRawSync(Buffer.from('first')));
  const [second] = inflated(deflateRawSync(Buffer.from('second')));
  expect(Buffer.from(first).toString() + Buffer.from(second).toString()).toBe('firstsecond');
});

test.for([10, 100_000])('%i bytes that are cut short are refused', (size) => {
  const data = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7919) % 251));
  expect(() => joined(inflated(deflateRawSync(data).subarray(0, -3)))).toThrow();
});
