import { describe as group, expect, test } from 'vitest';
import { describe } from '../../web/components/answer';
import { sureness } from '../../web/state/words';
import type { Reading, Status } from '../../web/engine/client';

const labels = [...'0123456789'];
const ready: Status = { state: 'ready', about: { variant: 'simd', name: 'a', parameters: 1, labels } };

function reading(probabilities: number[], rejected = false): Reading {
  const confidence = Math.max(...probabilities);
  const label = labels[probabilities.indexOf(confidence)];
  const characters = [{ label, confidence, probabilities }];
  return { answer: { text: label, characters, rejected }, image: null, elapsed_ms: 1 };
}

group('what the page says', () => {
  test('a clear answer has no runner-up', () => {
    const words = describe(ready, reading([0, 0, 0, 0, 0, 0, 0, 0.99, 0.01, 0]), labels);
    expect(words).toEqual({
      state: 'answer',
      text: '7',
      confidence: 0.99,
      verdict: '99\u202f% sure',
      detail: '',
    });
  });

  test('an answer is never called certain', () => {
    expect(describe(ready, reading([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]), labels).verdict).toBe(
      'over 99\u202f% sure',
    );
  });

  test('a doubtful answer names the other digit', () => {
    const words = describe(ready, reading([0, 0.3, 0, 0, 0, 0, 0, 0.7, 0, 0]), labels);
    expect(words.text).toBe('7');
    expect(words.detail).toBe('or perhaps 1 (30\u202f%)');
  });

  test('no ink and scribbles have no text', () => {
    const nothing: Reading = {
      answer: { text: '', characters: [], rejected: false },
      image: null,
      elapsed_ms: 1,
    };
    expect(describe(ready, null, labels).state).toBe('waiting');
    expect(describe(ready, nothing, labels).text).toBe('');
    const scribble = describe(
      ready,
      reading([0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05], true),
      labels,
    );
    expect(scribble).toMatchObject({ state: 'rejected', text: '', confidence: null });
  });

  test('an error is told with its cause, of an address only the file', () => {
    const cause = '[engine] http://host:80/a/b/inkling.safetensors could not be fetched: status 404';
    expect(describe({ state: 'error', message: 'It broke.', cause }, null, labels)).toMatchObject({
      state: 'error',
      text: '',
      verdict: 'It broke.',
      detail: '[engine] inkling.safetensors could not be fetched: status 404',
    });
  });
});

test('percentages carry the digits that mean something', () => {
  expect([0, 0.0004, 0.021, 0.0994, 0.0996, 0.994, 0.9996, 1].map(sureness)).toEqual([
    '0.0\u202f%',
    '0.0\u202f%',
    '2.1\u202f%',
    '9.9\u202f%',
    '10\u202f%',
    '99\u202f%',
    '100\u202f%',
    '100\u202f%',
  ]);
});
