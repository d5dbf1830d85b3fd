import { expose, wrap } from 'comlink';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineError } from '../../wasm/library/types';
import type * as english from '../../web/app/messages';
import '../../web/workers/thrown';
import { inWords } from '../../web/ui/words';

vi.mock('../../web/app/messages', async (original) => ({
  ...(await original<typeof english>()),
  core: {
    'always the same': 'immer dasselbe',
    '{} must be from {} to {}, got {}': '{} muss von {} bis {} gehen, nicht {}',
    '{} has {} images': '{1} Bilder hat {0}',
  },
}));

const refused = (message: string, code?: string, ...values: string[]): EngineError =>
  Object.assign(new Error(message), { where: 'Dropout', code, values });

test('what the core refuses is said in the language of its catalogue', () => {
  const rate = refused(
    '[Dropout] rate must be from 0 to 0.9, got 3',
    '{} must be from {} to {}, got {}',
    ...['rate', '0', '0.9', '3'],
  );
  expect(inWords(rate)).toBe('rate muss von 0 bis 0.9 gehen, nicht 3');
  expect(inWords({ ...rate, message: rate.message })).toBe(inWords(rate));
  expect(inWords(refused('[x] always the same', 'always the same'))).toBe('immer dasselbe');
  expect(inWords(refused('[x] a has 3 images', '{} has {} images', 'a', '3'))).toBe('3 Bilder hat a');
  expect(inWords(refused('[x] {0} has $& images', '{} has {} images', '{0}', '$&'))).toBe(
    '$& Bilder hat {0}',
  );
});

test('what the catalogue does not have is said as the core says it, without its place', () => {
  expect(inWords(refused('[Dropout] seed is missing', '{} is missing', 'seed'))).toBe('seed is missing');
  expect(inWords(new Error('[engine] out of memory'))).toBe('out of memory');
  expect(inWords(new Error('plain'))).toBe('plain');
  expect(inWords('a text')).toBe('a text');
  expect(inWords(undefined)).toBe('undefined');
  expect(inWords(null)).toBe('null');
});

test('an error that comes from a worker has its code and values still', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const service = {
    refuse(): void {
      throw refused('[x] a has 3 images', '{} has {} images', 'a', '3');
    },
    fail(): void {
      throw new TypeError('other');
    },
    throwText(): void {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything can be thrown
      throw 'text';
    },
  };
  expose(service, port1);
  const far = wrap<typeof service>(port2);
  const error = await far.refuse().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject(refused('[x] a has 3 images', '{} has {} images', 'a', '3'));
  expect(error).toMatchObject({ where: 'Dropout', code: '{} has {} images', values: ['a', '3'] });
  expect(inWords(error)).toBe('3 Bilder hat a');
  await expect(far.fail()).rejects.toMatchObject({ name: 'TypeError', message: 'other' });
  await expect(far.throwText()).rejects.toBe('text');
});
