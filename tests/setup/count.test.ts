import { expect, test } from 'vitest';
import { countCases, failedCases, failedTests } from '../../.tools/count.mjs';
import { at } from '../../.tools/project.mjs';

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

test('the doctest cases that failed are named once each, whichever programs ran at once', () => {
  const text = [
    '1: a.cpp(3):',
    '1: TEST CASE:  a sum',
    '2: TEST CASE:  a product',
    '1: a.cpp:5: \x1b[31mERROR: \x1b[0mCHECK( 1 == 2 ) is NOT correct!',
    '1: a.cpp:6: ERROR: CHECK( 1 == 3 ) is NOT correct!',
    '2: b.cpp:6: MESSAGE: slow',
    '2: TEST CASE:  a crash',
    '2: b.cpp:9: FATAL ERROR: test case CRASHED: SIGSEGV',
  ].join('\n');
  expect(failedCases(text)).toEqual(['a sum', 'a crash']);
});

test('the tests of a report that failed are named with why, and a file that could not be read too', () => {
  const passed = { status: 'passed', fullName: 'good', failureMessages: [] };
  const failed = {
    status: 'failed',
    fullName: ' page > reads',
    failureMessages: ['\x1b[31mError: 1\x1b[39m\n at'],
  };
  const testResults = [
    { name: at('tests/a.test.ts'), message: '', assertionResults: [passed, failed] },
    { name: at('tests/b.test.ts'), message: 'SyntaxError: it\nhere', assertionResults: [] },
  ];
  expect(failedTests({ testResults })).toEqual([
    'tests/a.test.ts > page > reads: Error: 1',
    'tests/b.test.ts: SyntaxError: it',
  ]);
});
