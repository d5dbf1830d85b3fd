import { describe as group, expect, test } from 'vitest';
import { describe, heard } from '../../web/draw/answer_words';
import type { ShownCharacter } from '../../web/draw/corrections';
import { sureness } from '../../web/ui/words';
import type { Status } from '../../web/workers/recognizer';

const labels = [...'0123456789'];
const ready: Status = { state: 'ready', about: { variant: 'simd', name: 'a', parameters: 1, labels } };

function character(probabilities: number[], rejected = false): ShownCharacter {
  const confidence = Math.max(...probabilities);
  const label = labels[probabilities.indexOf(confidence)];
  return { label, confidence, probabilities, rejected, strokes: [], box: [0, 0, 1, 1], said: false };
}

/** All that is left goes to the digit after it. */
const digit = (label: number, confidence: number) =>
  character(labels.map((_, i) => (i === label ? confidence : i === (label + 1) % 10 ? 1 - confidence : 0)));

const scribble = () => character([0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.13, 0.02], true);
const point: ShownCharacter = { ...digit(0, 1), label: '.', probabilities: [] };

group('what the page says of one character', () => {
  const say = (one: ShownCharacter) => describe(ready, [one], labels);

  test('a clear answer has no runner-up', () => {
    expect(say(digit(7, 0.99))).toEqual({
      state: 'answer',
      text: '7',
      confidence: 0.99,
      verdict: '99\u202f% sure',
      detail: '',
      spoken: 'Reads as 7, 99\u202f% sure',
    });
  });

  test('an answer is never called certain', () => {
    expect(say(digit(1, 1)).verdict).toBe('>99.9\u202f% sure');
  });

  test('a doubtful answer names the other digit', () => {
    expect(say(digit(7, 0.7))).toMatchObject({
      text: '7',
      detail: 'Or perhaps 8 (30\u202f%)',
      spoken: 'Reads as 7, 70\u202f% sure. Or perhaps 8 (30\u202f%)',
    });
  });

  test('a scribble has no text, but something that it is closest to', () => {
    const detail = 'Closest: 0 (20\u202f%), 8 (13\u202f%)';
    expect(say(scribble())).toEqual({
      state: 'rejected',
      text: '',
      confidence: null,
      verdict: 'Not a digit',
      detail,
      spoken: `Not a digit. ${detail}`,
    });
  });

  test('models of other characters do not speak of digits', () => {
    const kana = [...'おきすつなはまやれを'];
    expect(describe(ready, [scribble()], kana)).toMatchObject({
      verdict: 'Not a character this model knows',
      detail: 'Closest: お (20\u202f%), れ (13\u202f%)',
    });
  });

  test('who draws knows best', () => {
    const said = { ...digit(4, 1), said: true };
    expect(say(said)).toMatchObject({ text: '4', verdict: 'You said 4', detail: '', spoken: 'You said 4' });
  });
});

group('what the page says of a number', () => {
  const number = [digit(2, 0.999), digit(0, 0.98), digit(2, 1), digit(6, 0.71)];

  test('it is as sure as of its least sure character, and tells of the selected one', () => {
    const words = describe(ready, number, labels, 3);
    expect(words).toEqual({
      state: 'answer',
      text: '2026',
      confidence: 0.71,
      verdict: '6: 71\u202f% sure',
      detail: 'Or perhaps 7 (29\u202f%)',
      spoken: 'Reads as 2026, least sure of the 6',
    });
    expect(describe(ready, number, labels).verdict).toBe('2: 99.9\u202f% sure');
  });

  test('nothing is least sure where all is clear', () => {
    expect(describe(ready, [number[0], number[2]], labels).spoken).toBe('Reads as 22');
  });

  test('a decimal point is part of it', () => {
    expect(describe(ready, [digit(3, 1), point, digit(5, 1)], labels, 1)).toMatchObject({
      text: '3.5',
      verdict: 'A decimal point',
      detail: '',
    });
  });

  test('what is not recognised has a question mark', () => {
    expect(describe(ready, [digit(3, 1), scribble()], labels, 1)).toMatchObject({
      state: 'answer',
      text: '3?',
      confidence: 0.2,
      verdict: 'Not a digit',
      spoken: 'Reads as 3?, with a question mark for what was not recognised',
    });
    expect(describe(ready, [scribble(), scribble()], labels)).toMatchObject({ state: 'rejected', text: '' });
  });

  test('each of its characters says how sure it is', () => {
    const all = [digit(6, 0.71), scribble(), point, { ...digit(4, 1), said: true }];
    expect(all.map(heard)).toEqual(['6, 71\u202f% sure', 'not recognised', 'decimal point', 'You said 4']);
  });
});

test('no ink has no text', () => {
  expect(describe(ready, [], labels).verdict).toBe('Draw something');
  expect(describe(ready, [], labels, 0, true).verdict).toBe('Nothing to read');
  expect(describe(ready, [], labels)).toMatchObject({ state: 'waiting', text: '', spoken: '' });
});

test('an error is told with its cause, of an address only the file', () => {
  const cause = '[engine] http://host:80/a/b/inkling.safetensors could not be fetched: status 404';
  expect(describe({ state: 'error', message: 'It broke.', cause }, [], labels)).toMatchObject({
    state: 'error',
    text: '',
    verdict: 'It broke.',
    detail: '[engine] inkling.safetensors could not be fetched: status 404',
  });
});

test('percentages carry the digits that mean something', () => {
  expect([0, 0.0004, 0.021, 0.0994, 0.0996, 0.994, 0.995, 0.9994, 0.9996, 1].map(sureness)).toEqual([
    '0.0\u202f%',
    '0.0\u202f%',
    '2.1\u202f%',
    '9.9\u202f%',
    '10\u202f%',
    '99\u202f%',
    '99.5\u202f%',
    '99.9\u202f%',
    '>99.9\u202f%',
    '>99.9\u202f%',
  ]);
});
