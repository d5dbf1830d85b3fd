// onnxruntime-web's training build. The files come from ../onnx/training.mjs, under task.files.
import * as ort from '../node_modules/onnxruntime-training/dist/ort.training.wasm.min.mjs';
import { asNumbers, madeUp } from '../../page/images.mjs';

export async function prepare({ batch_size, threads, files }) {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = new URL('../node_modules/onnxruntime-training/dist/', import.meta.url).href;
  const session = await ort.TrainingSession.create({
    checkpointState: `${files}checkpoint`,
    trainModel: `${files}train.onnx`,
    optimizerModel: `${files}optimizer.onnx`,
  });
  const { images, labels } = madeUp(batch_size);
  const feeds = {
    images: new ort.Tensor('float32', asNumbers(images), [batch_size, 1, 28, 28]),
    labels: new ort.Tensor('int64', BigInt64Array.from(labels, BigInt), [batch_size]),
  };
  return async () => {
    const { loss } = await session.runTrainStep(feeds);
    await session.runOptimizerStep();
    await session.lazyResetGrad();
    return loss.data[0];
  };
}
