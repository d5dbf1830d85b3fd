import { expect, onTestFinished, test } from 'vitest';
import type { TrainingData } from '../../wasm/library/types';
import { digits, drawings, engine } from './engine';

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
    ['', () => model.evaluatePart({ ...data, rows: 3 })],
    // What JavaScript itself throws on the way.
    ['', () => model.evaluatePart({ ...data, images: null } as unknown as TrainingData)],
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
