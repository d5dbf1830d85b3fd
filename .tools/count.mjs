import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

/**
 * Counts the test cases in what `ctest --verbose` prints. A doctest program counts as the cases of its own summary,
 * and as one failed case more when it ended badly without a failed case (a crash, a sanitizer's finding); any other
 * program counts as one case.
 */
export function countCases(text) {
  const plain = stripVTControlCharacters(text);
  const summaries = new Map();
  for (const [, test, passed, failed, skipped] of plain.matchAll(
    /^(\d+): \[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed \| +(\d+) skipped/gm,
  )) {
    summaries.set(test, [passed, failed, skipped].map(Number));
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [, test, outcome] of plain.matchAll(
    /^ *\d+\/\d+ Test +#(\d+): .*?\.\.+ *(Passed|\*\*\*\w+)/gm,
  )) {
    const good = outcome === 'Passed';
    const [passed, failed, skipped] = summaries.get(test) ?? [good ? 1 : 0, 0, 0];
    total.passed += passed;
    total.failed += failed > 0 || good ? failed : 1;
    total.skipped += skipped;
  }
  return total;
}

/** The names of the doctest cases that failed, as `ctest --verbose` prints them. */
export function failedCases(text) {
  const failed = new Set();
  const named = new Map();
  for (const [, test, name, isError] of stripVTControlCharacters(text).matchAll(
    /^(\d+): (?:TEST CASE: +(.*)|.*?(\bERROR: ).*)$/gm,
  )) {
    if (name) named.set(test, name);
    else if (isError && named.has(test)) failed.add(named.get(test));
  }
  return [...failed];
}

/** What failed in a report of Vitest's, and the first line of why. */
export const failedTests = ({ testResults }) =>
  testResults.flatMap(({ name, assertionResults, message }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && message) return [`${file}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages: [why = ''] }) => `${file} > ${fullName.trim()}: ${firstLine(why)}`,
    );
  });

const firstLine = (text) => stripVTControlCharacters(text).split('\n')[0];
