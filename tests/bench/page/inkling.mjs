// Inkling's own library as a contender.
import { createEngine } from '../../../dist/lib/inkling.js';
import { asNumbers, madeUp } from './images.mjs';
import { quantizedFile } from './quantized.mjs';

export async function prepare({ network: { model, optimizer }, work, batch_size, threads, variant }) {
  const engine = await createEngine({ variant, threads });
  if (engine.threads !== threads) throw new Error(`${variant} has ${engine.threads} threads`);
  const data = madeUp(10 * batch_size);
  const training = { optimizer, loss: 'sparse_categorical_crossentropy' };
  const trainer = await engine.trainer({ model, data, training, epochs: 1e6, batch_size });
  if (work !== 'train') {
    const images = asNumbers(data.images.subarray(0, batch_size * 784));
    const asked =
      work === 'predict' ? trainer.model : await engine.load(await quantizedFile(await trainer.model.save()));
    return () => asked.predict(images, batch_size);
  }
  return () => {
    while (trainer.step().event !== 'batch');
  };
}
