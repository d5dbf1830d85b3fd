import { expect, test } from 'vitest';
import { atLeast, oldest, versionIn } from '../../wasm/setup/emscripten.mjs';

test('versions are compared part by part, as numbers', () => {
  expect(atLeast('3.1.58', oldest)).toBe(true);
  expect(atLeast('3.1.69', oldest)).toBe(true);
  expect(atLeast('3.2.0', oldest)).toBe(true);
  expect(atLeast('4.0.7', oldest)).toBe(true);
  expect(atLeast('3.1.6', oldest)).toBe(false);
  expect(atLeast('3.0.99', oldest)).toBe(false);
  expect(atLeast('2.9.99', oldest)).toBe(false);
});

test("the version is read from emcc's answer", () => {
  const emcc = 'emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld)';
  expect(versionIn(`${emcc} 3.1.6~dfsg\nCopyright`)).toBe('3.1.6');
  expect(versionIn(`${emcc} 4.0.7 (1234abcd)\nCopyright`)).toBe('4.0.7');
  expect(versionIn(`${emcc} 4.0.9-git (1234abcd)`)).toBe('4.0.9');
  expect(versionIn('sh: emcc: not found')).toBeUndefined();
});
