// What onnxruntime's training build needs and its Python package would write: a network with its gradients, the
// optimizer, and a checkpoint with the weights to begin with.
import { Builder } from 'flatbuffers';
import proto from 'onnx-proto';
import {
  bias,
  chw,
  convolution,
  encode,
  forward,
  microsoft,
  node,
  output,
  parameters,
  tensor,
  value,
  weight,
} from './model.mjs';

const { BOOL, FLOAT, INT64 } = proto.onnx.TensorProto.DataType;
const gradientOf = (name) => `${name}_grad`;

/** The backward pass, last operation first; gradients of what no weight depends on are left out. */
function backward({ operations }) {
  return operations
    .map((op, i) => {
      const [x, y] = [output(i - 1), output(i)];
      const [dx, dy] = [i > 0 ? gradientOf(x) : '', gradientOf(y)];
      const [w, b] = [weight(i), bias(i)];
      switch (op.type) {
        case 'conv': {
          const outputs = [dx, gradientOf(w), ...(op.bias ? [gradientOf(b)] : [])];
          return [node('ConvGrad', [dy, x, w], outputs, convolution(op), microsoft)];
        }
        case 'pool':
          return [node('MaxPoolGrad', [dy, `indices${i}`], [dx], { kernel_shape: [2, 2], strides: [2, 2] })];
        case 'dense':
          return [
            node('Gemm', [dy, w], [dx]),
            node('Gemm', [dy, x], [gradientOf(w)], { transA: 1 }),
            node('ReduceSum', [dy, 'batch axis'], [gradientOf(b)], { keepdims: 0 }),
          ];
        case 'flatten':
          return [node('Reshape', [dy, `shape${i}`], [dx])];
        case 'relu':
          return [node('ReluGrad', [dy, y], [dx], {}, microsoft)];
        case 'dropout':
          return [node('DropoutGrad', [dy, `mask${i}`, `rate${i}`, `training${i}`], [dx], {}, microsoft)];
      }
    })
    .reverse()
    .flat();
}

const shapes = ({ operations }, batch) =>
  operations.flatMap((op, i) => (i > 0 ? [value(gradientOf(output(i - 1)), [batch, ...chw(op.input)])] : []));

function constants({ operations }, batch) {
  const numbers = operations.flatMap((op, i) => {
    if (op.type === 'dropout') {
      const rate = tensor(`rate${i}`, [], new Float32Array([op.rate]));
      return [rate, tensor(`training${i}`, [], new Uint8Array([1]), BOOL)];
    }
    if (op.type !== 'flatten') return [];
    const shape = BigInt64Array.from([batch, ...chw(op.input)], BigInt);
    return [tensor(`shape${i}`, [shape.length], shape, INT64)];
  });
  return [
    ...numbers,
    tensor('batch axis', [1], new BigInt64Array(1), INT64),
    tensor('loss_grad', [], new Float32Array([1])),
  ];
}

function trainingModel(network, batch) {
  const weights = parameters(network);
  const logits = output(network.operations.length - 1);
  const kept = (name) => `${gradientOf(name)}.accumulation.buffer`;
  const done = (name) => `${gradientOf(name)}.accumulation.out`;
  return encode({
    node: [
      ...forward(network, true),
      node('SoftmaxCrossEntropyLoss', [logits, 'labels'], ['loss', 'log_prob'], { reduction: 'mean' }),
      node(
        'SoftmaxCrossEntropyLossGrad',
        ['loss_grad', 'log_prob', 'labels'],
        [gradientOf(logits)],
        { reduction: 'mean' },
        microsoft,
      ),
      ...backward(network),
      ...weights.map(({ name }) =>
        node(
          'InPlaceAccumulatorV2',
          [kept(name), gradientOf(name), 'lazy_reset_grad'],
          [done(name)],
          {},
          microsoft,
        ),
      ),
    ],
    initializer: constants(network, batch),
    valueInfo: shapes(network, batch),
    input: [
      value('images', [batch, ...chw(network.operations[0].input)]),
      value('labels', [batch], INT64),
      ...weights.map(({ name, dims }) => value(name, dims)),
      ...weights.map(({ name, dims }) => value(kept(name), dims)),
      value('lazy_reset_grad', [1], BOOL),
    ],
    output: [value('loss', []), ...weights.map(({ name }) => value(done(name), [1], BOOL))],
  });
}

/** Adam: AdamW without decay of weights. */
function optimizerModel({ learning_rate }) {
  const sequences = ['params', 'gradients', 'first_order_moments', 'second_order_moments'];
  // The graph must have an input for the rate, but JavaScript cannot set it.
  const inputs = ['rate', 'step', ...sequences];
  const sequence = (name) => ({
    name,
    type: { sequenceType: { elemType: { tensorType: { elemType: FLOAT } } } },
  });
  const settings = { alpha: 0.9, beta: 0.999, epsilon: 1e-7, weight_decay: 0 };
  const attributes = Object.fromEntries(Object.entries(settings).map(([key, float]) => [key, { float }]));
  return encode({
    node: [node('AdamWOptimizer', inputs, ['updated_flag'], attributes, microsoft)],
    initializer: [tensor('rate', [1], new Float32Array([learning_rate]))],
    input: [value('learning_rate', [1]), value('step', [1], INT64), ...sequences.map(sequence)],
    output: [value('updated_flag', [1], BOOL)],
  });
}

/** The tables Checkpoint, ModuleState and Tensor of onnxruntime's schema, by the numbers of their fields. */
function checkpoint(network) {
  const builder = new Builder(1 << 20);
  const offsets = (list) => {
    builder.startVector(4, list.length, 4);
    for (const offset of list.toReversed()) builder.addOffset(offset);
    return builder.endVector();
  };
  const tensors = parameters(network).map(({ name, dims, numbers }) => {
    const label = builder.createString(name);
    const bytes = builder.createByteVector(new Uint8Array(numbers.buffer));
    builder.startVector(8, dims.length, 8);
    for (const dim of dims.toReversed()) builder.addInt64(BigInt(dim));
    const shape = builder.endVector();
    builder.startObject(6);
    builder.addFieldOffset(0, label, 0);
    builder.addFieldOffset(2, shape, 0);
    builder.addFieldInt32(3, FLOAT, 0);
    builder.addFieldOffset(4, bytes, 0);
    return builder.endObject();
  });
  const [trained, frozen] = [offsets(tensors), offsets([])];
  builder.startObject(4);
  builder.addFieldOffset(0, trained, 0);
  builder.addFieldOffset(1, frozen, 0);
  const module = builder.endObject();
  builder.startObject(4);
  builder.addFieldInt32(0, 2, 0);
  builder.addFieldOffset(1, module, 0);
  builder.finish(builder.endObject(), 'ODTC');
  return builder.asUint8Array();
}

/** The three files, by their names. */
export const trainingFiles = (network, batch) => ({
  'train.onnx': trainingModel(network, batch),
  'optimizer.onnx': optimizerModel(network),
  checkpoint: checkpoint(network),
});
