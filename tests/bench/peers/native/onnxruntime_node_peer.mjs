// onnxruntime-node as a contender: see tests/bench/program.mjs. The first line is {"file", "batch_size", "threads"}.
import { createInterface } from 'node:readline';
import ort from 'onnxruntime-node';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { file, batch_size, threads } = JSON.parse((await lines.next()).value);
const session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads });
const numbers = Float32Array.from({ length: batch_size * 784 }, (_, i) => (i % 7) / 7);
const images = new ort.Tensor('float32', numbers, [batch_size, 1, 28, 28]);

for await (const line of lines) {
  const milliseconds = Number(line.split(' ')[1]);
  const begin = performance.now();
  let done = 0;
  do {
    await session.run({ images });
    done += batch_size;
  } while (performance.now() - begin < milliseconds);
  console.log(JSON.stringify({ images: done, seconds: (performance.now() - begin) / 1000 }));
}
