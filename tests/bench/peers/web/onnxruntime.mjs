// onnxruntime-web's inference. The file comes from ../onnx/model.mjs, as task.file.
import * as ort from '../node_modules/onnxruntime-web/dist/ort.wasm.min.mjs';
import { asNumbers, madeUp } from '../../page/images.mjs';

export async function prepare({ batch_size, threads, file }) {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = new URL('../node_modules/onnxruntime-web/dist/', import.meta.url).href;
  const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
  const numbers = asNumbers(madeUp(batch_size).images);
  const images = new ort.Tensor('float32', numbers, [batch_size, 1, 28, 28]);
  return () => session.run({ images });
}
