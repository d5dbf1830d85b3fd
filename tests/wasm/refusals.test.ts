import { expect, onTestFinished, test } from 'vitest';
import type { EngineError, InkSteps, TrainingData } from '../../wasm/library/types';
import { digits, drawings, engine, library } from './engine';

test('after 100,000 refusals the whole engine reads on', async () => {
  const some = await engine('simd', 1);
  const model = await some.load();
  const data = digits(1);
  const nothing = new Uint8Array(3);
  const pair = [
    { name: 'images', bytes: nothing },
    { name: 'labels', bytes: nothing },
  ] as const;
  const refused: [string, () => unknown][] = [
    ['', () => some.readIdx(...pair)],
    ['[predict]', () => model.predict(new Float32Array(3), 1)],
    ['[strokes]', () => model.recognize({ strokes: [[1]] })],
    ['[safetensors]', () => some.load(nothing)],
    ['', () => model.readPicture({ width: 2, height: 2, pixels: nothing })],
    ['', () => model.evaluate({ ...data, rows: 3 })],
    // What JavaScript itself throws on the way.
    ['', () => model.evaluate({ ...data, images: null } as unknown as TrainingData)],
  ];
  // Writing down where each comes from would take most of the time.
  const { stackTraceLimit } = Error;
  onTestFinished(() => void (Error.stackTraceLimit = stackTraceLimit));
  Error.stackTraceLimit = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const [words, call] = refused[i % refused.length];
    let trouble: unknown;
    try {
      await call();
    } catch (error) {
      trouble = error;
    }
    if (!(trouble instanceof Error && trouble.message.includes(words))) expect(trouble).toBe(words);
    if (trouble instanceof WebAssembly.RuntimeError) throw trouble;
  }
  expect((await model.recognize(drawings[0])).text).toBe(String(drawings[0].label));
  expect(some.memoryBytes()).toBeLessThan(128 << 20);
  expect(some.liveObjects()).toBe(1);
});

/** What `call` throws, or rejects with. */
async function refusal(call: () => unknown): Promise<EngineError> {
  try {
    await call();
  } catch (error) {
    return error as EngineError;
  }
  throw new Error('it was not refused');
}

test.each(['whole', 'reading'] as const)('what the %s engine refuses has a code and values', async (part) => {
  const some = await engine('simd', 1, part);
  const model = await some.load();
  const two = await refusal(() => model.predict(new Float32Array(3), 2));
  expect(two).toBeInstanceOf(Error);
  expect(two.message).toBe('[predict] 2 samples of (28, 28, 1) have 784 numbers each, got 3');
  expect(two.where).toBe('predict');
  expect(two.code).toBe('{} samples of {} have {} numbers each, got {}');
  expect(two.values).toEqual(['2', '(28, 28, 1)', '784', '3']);

  const none = await refusal(() => some.load(new Uint8Array()));
  expect({ ...none }).toEqual({ where: 'safetensors', code: 'this file is empty', values: [] });

  const steps = { 'a"\n{}\u202e名': true } as InkSteps;
  const name = await refusal(() => model.read(drawings[0], steps));
  expect(name.message).toContain(`[steps] unknown name 'a" {} 名'`);
  expect(name.code).toBe("unknown name '{}'; known are {}");
  expect(name.values?.[0]).toBe('a" {} 名');
  expect(name.values?.[1]).toContain('scale, even_pen');
});

test('what the library refuses has a code and values', async () => {
  const { createEngine } = library;
  const threads = await refusal(() => createEngine({ threads: 0.5 }));
  expect(threads).toBeInstanceOf(Error);
  expect(threads.message).toBe('[engine] threads must be auto or a whole number from 1, got 0.5');
  expect({ ...threads }).toEqual({
    where: 'engine',
    code: 'threads must be auto or a whole number from 1, got {}',
    values: ['0.5'],
  });
  const some = await engine('simd', 1);
  const preset = await refusal(() => some.trainer({ preset: '{}', data: digits(1) }));
  expect(preset.code).toBe('preset must be one of {}, got {}');
  expect(preset.values).toEqual([some.presets.map(({ name }) => name).join(', '), '{}']);
  expect(preset.message).toBe(`[fit] preset must be one of ${preset.values![0]}, got {}`);
  const rate = await refusal(() => some.outline({ rate: NaN }));
  expect({ ...rate }).toEqual({
    where: 'outline',
    code: '{} must be a finite number, got {}',
    values: ['rate', 'NaN'],
  });
});

test('the first layer that does not work has a code and values', async () => {
  const some = await engine('simd', 1);
  const layers = [
    { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
    { class_name: 'Dense', config: { units: 10 } },
  ];
  const outline = some.outline({ class_name: 'Sequential', config: { layers } });
  const refused = {
    error: '[Dense] needs input (features), got (28, 28, 1); put Flatten before it',
    where: 'Dense',
    code: 'needs input (features), got {}; put Flatten before it',
    values: ['(28, 28, 1)'],
  };
  expect(outline).toMatchObject(refused);
  expect(outline.layers[0]).toMatchObject(refused);
});
