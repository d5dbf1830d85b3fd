// What is trained and asked in the benchmarks. Everybody in a race trains with the same optimizer, mostly Adam, and at a rate
// at which nothing is learnt: whoever knows the few images by heart has gradients so near to zero that processors
// compute with them many times more slowly, some contenders sooner than others.
import { readFileSync } from 'node:fs';
import { at } from '../../.tools/project.mjs';

const read = (...path) => JSON.parse(readFileSync(at(...path), 'utf8'));
export const learning_rate = 1e-8;
const optimizer = { class_name: 'Adam', config: { learning_rate } };
const preset = (name) => describe(read('src/presets', `${name}.json`).model, 128);

/** One layer after the other with its shapes, as the peers build it: activations apart, the last softmax left out. */
function operations(model) {
  const [input, ...layers] = model.config.layers;
  let shape = input.config.batch_shape.slice(1);
  const all = [];
  const add = (op, output = shape) => {
    all.push({ ...op, input: shape, output });
    shape = output;
  };
  for (const { class_name, config } of layers) {
    const [height, width] = shape;
    if (class_name === 'Conv2D') {
      const [rows, columns] = config.kernel_size;
      const output = [height - rows + 1, width - columns + 1, config.filters];
      add({ type: 'conv', side: rows, bias: config.use_bias ?? true }, output);
    } else if (class_name === 'MaxPooling2D') {
      add({ type: 'pool' }, [Math.floor(height / 2), Math.floor(width / 2), shape[2]]);
    } else if (class_name === 'Dropout') {
      add({ type: 'dropout', rate: config.rate });
    } else if (class_name === 'Flatten') {
      add({ type: 'flatten' }, [shape.reduce((a, b) => a * b)]);
    } else if (class_name === 'Dense') {
      add({ type: 'dense' }, [config.units]);
    } else if (!['Rescaling', 'Activation'].includes(class_name)) {
      throw new Error(`no peer has been taught ${class_name}`);
    }
    if (config.activation === 'relu') add({ type: 'relu' });
  }
  return all;
}

/** Multiply-adds are counted twice, as is usual; the gradient of the images is not needed. */
function trainingFlop(operations) {
  const products = operations.map(({ type, side, input, output }) =>
    type === 'conv'
      ? output.reduce((a, b) => a * b) * side * side * input[2]
      : type === 'dense'
        ? input[0] * output[0]
        : 0,
  );
  const all = products.reduce((a, b) => a + b);
  return 2 * (3 * all - products.find((product) => product > 0));
}

function describe(model, batch_size) {
  const list = operations(model);
  return {
    model,
    optimizer,
    learning_rate,
    batch_size,
    operations: list,
    training_flop: trainingFlop(list),
  };
}

/** The same network, trained by gradient descent with momentum. */
export const withSgd = (network) => ({
  ...network,
  optimizer: { class_name: 'SGD', config: { learning_rate, momentum: 0.9 } },
});

export const networks = {
  'keras-simple': preset('keras-simple'),
  'book-cnn': preset('book-cnn'),
  'numpy-cnn': preset('numpy-cnn'),
  jaxnet: describe(read('tests/bench/networks/jaxnet.json'), 250),
};
