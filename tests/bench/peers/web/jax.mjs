// jax-js on its wasm backend, the whole step in one jit. It has as many threads as the browser says the machine has,
// and one where memory cannot be shared.
import { asNumbers, madeUp } from '../../page/images.mjs';

async function library(threads) {
  if (threads === 1) delete globalThis.SharedArrayBuffer;
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads });
  const jax = await import('../node_modules/@jax-js/jax/dist/index.js');
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  return jax;
}

export async function prepare({ network: { operations, learning_rate }, batch_size, threads }) {
  const { blockUntilReady, jit, lax, nn, numpy: np, random, valueAndGrad } = await library(threads);

  /** One operation on x, with its weights; noise is a key for random numbers. */
  function apply({ type, output, rate }, x, weights, noise) {
    switch (type) {
      case 'conv': {
        const y = lax.conv(x, weights[0], [1, 1], 'VALID');
        return weights[1] ? y.add(weights[1].reshape([1, -1, 1, 1])) : y;
      }
      case 'pool':
        return lax.reduceWindow(x, np.max, [1, 1, 2, 2].slice(2), [2, 2]);
      case 'relu':
        return nn.relu(x);
      case 'flatten':
        return x.reshape([batch_size, output[0]]);
      case 'dense':
        return np.dot(x, weights[0]).add(weights[1]);
      case 'dropout': {
        const kept = random.bernoulli(noise, 1 - rate, x.shape);
        return np.where(kept, x.mul(1 / (1 - rate)), 0);
      }
    }
  }

  const initial = operations.map(({ type, side, input, output, bias }, i) => {
    const [inputs, outputs] = [input.at(-1), output.at(-1)];
    const draw = (shape, fan) => random.normal(random.key(i), shape).mul(Math.sqrt(2 / fan));
    if (type === 'dense') return [draw([inputs, outputs], inputs), np.zeros([outputs])];
    if (type !== 'conv') return [];
    const kernel = draw([outputs, inputs, side, side], inputs * side * side);
    return bias ? [kernel, np.zeros([outputs])] : [kernel];
  });

  function loss(weights, x, y, keys) {
    let drops = 0;
    const logits = operations.reduce(
      (values, op, i) => apply(op, values, weights[i], op.type === 'dropout' ? keys[drops++] : null),
      x,
    );
    return nn
      .logSoftmax(logits)
      .mul(y)
      .sum()
      .mul(-1 / batch_size);
  }

  const step = jit((weights, means, squares, time, x, y, keys) => {
    const lent = weights.map((list) => list.map((weight) => weight.ref));
    const [value, gradients] = valueAndGrad(loss)(lent, x, y, keys);
    const now = time.add(1);
    const rate = np
      .sqrt(np.subtract(1, np.power(0.999, now.ref)))
      .div(np.subtract(1, np.power(0.9, now.ref)))
      .mul(learning_rate);
    const [newWeights, newMeans, newSquares] = [[], [], []];
    weights.forEach((list, i) => {
      for (const all of [newWeights, newMeans, newSquares]) all.push([]);
      list.forEach((weight, j) => {
        const gradient = gradients[i][j];
        const mean = means[i][j].mul(0.9).add(gradient.ref.mul(0.1));
        const square = squares[i][j].mul(0.999).add(gradient.ref.mul(gradient).mul(0.001));
        newWeights[i].push(weight.sub(mean.ref.mul(rate.ref).div(np.sqrt(square.ref).add(1e-7))));
        newMeans[i].push(mean);
        newSquares[i].push(square);
      });
    });
    rate.dispose();
    return [value, newWeights, newMeans, newSquares, now];
  });

  const { images, labels } = madeUp(batch_size);
  const x = np.array(asNumbers(images)).reshape([batch_size, 1, 28, 28]);
  const y = nn.oneHot(np.array(Int32Array.from(labels)), operations.at(-1).output[0]);
  const dropouts = operations.filter(({ type }) => type === 'dropout').length;
  const like = (lists) => lists.map((list) => list.map((weight) => np.zeros(weight.shape)));
  let state = [initial, like(initial), like(initial), np.array(0)];
  let count = 0;
  return async () => {
    const keys = Array.from({ length: dropouts }, () => random.key(++count));
    const [value, ...next] = step(...state, x.ref, y.ref, keys);
    state = next;
    await blockUntilReady(state);
    return (await value.data())[0];
  };
}
