import { expect, test } from 'vitest';
import { countCases } from '../../.tools/count.mjs';

const summary = (passed: number, failed: number) =>
  `[doctest] test cases:  ${passed + failed} |  \x1b[32m${passed} passed\x1b[0m | ${failed} failed | 1 skipped`;

test('a doctest program counts as its cases, any other as one', () => {
  const text = [
    'test 1',
    `1: ${summary(40, 0)}`,
    '1/3 Test #1: doctest ..........................   Passed    0.50 sec',
    `2: ${summary(6, 2)}`,
    '2/3 Test #2: doctest_double ...................***Failed    0.50 sec',
    '3/3 Test #3: other ............................   Passed    0.01 sec',
  ].join('\n');
  expect(countCases(text)).toEqual({ passed: 47, failed: 2, skipped: 2 });
});

test('a crash after the last case, or before the summary, is a failed case', () => {
  const after = `1: ${summary(40, 0)}\n1/1 Test #1: doctest ....***Failed    0.50 sec`;
  expect(countCases(after)).toEqual({ passed: 40, failed: 1, skipped: 1 });
  const before = '1/1 Test #1: doctest ....***Exception: SegFault  0.50 sec';
  expect(countCases(before)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
