// ConvNetJS, which takes one image at a time and changes the weights after a batch of them.
import { asNumbers, madeUp } from '../../page/images.mjs';

/** It is a script of before modules and workers. */
async function library() {
  globalThis.window = globalThis;
  const script = await fetch(new URL('../node_modules/convnetjs/build/convnet-min.js', import.meta.url));
  return (0, eval)(`${await script.text()}; convnetjs`);
}

function layer({ type, side, output, rate }) {
  if (type === 'conv') return { type, sx: side, filters: output.at(-1), stride: 1, pad: 0 };
  if (type === 'pool') return { type, sx: 2, stride: 2 };
  if (type === 'dense') return { type: 'fc', num_neurons: output[0] };
  return type === 'dropout' ? { type, drop_prob: rate } : { type };
}

export async function prepare({ network: { operations, optimizer }, batch_size }) {
  const convnetjs = await library();
  const [height, width, channels] = operations[0].input;
  const inner = operations.slice(0, -1).filter(({ type }) => type !== 'flatten');
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: width, out_sy: height, out_depth: channels },
    ...inner.map(layer),
    { type: 'softmax', num_classes: operations.at(-1).output[0] },
  ]);
  const { learning_rate, momentum } = optimizer.config;
  // Of a method that it does not know, such as 'adam', it says nothing and does this.
  const trainer = new convnetjs.SGDTrainer(net, { method: 'sgd', learning_rate, momentum, batch_size });
  const { images, labels } = madeUp(batch_size);
  const numbers = asNumbers(images);
  const samples = Array.from(labels, (label, i) => {
    const sample = new convnetjs.Vol(width, height, channels, 0);
    sample.w.set(numbers.subarray(i * sample.w.length, (i + 1) * sample.w.length));
    return { sample, label };
  });
  return () => samples.forEach(({ sample, label }) => trainer.train(sample, label));
}
