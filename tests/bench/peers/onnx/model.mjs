// ONNX files of the networks, as other programs would export them: NCHW, fixed batch size.
import proto from 'onnx-proto';

const { AttributeProto, ModelProto, TensorProto } = proto.onnx;
const { FLOAT } = TensorProto.DataType;

/** Operators that onnxruntime adds to ONNX. */
export const microsoft = 'com.microsoft';

const attribute = (name, value) =>
  typeof value === 'string'
    ? { name, type: AttributeProto.AttributeType.STRING, s: Buffer.from(value) }
    : Array.isArray(value)
      ? { name, type: AttributeProto.AttributeType.INTS, ints: value }
      : Number.isInteger(value)
        ? { name, type: AttributeProto.AttributeType.INT, i: value }
        : { name, type: AttributeProto.AttributeType.FLOAT, f: value.float };

export const node = (opType, input, output, attributes = {}, domain = '') => ({
  opType,
  domain,
  input,
  output,
  name: `${opType} ${output.find(Boolean)}`,
  attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
});

export const value = (name, dims, elemType = FLOAT) => ({
  name,
  type: { tensorType: { elemType, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});

/** A tensor that stands in the file. */
export const tensor = (name, dims, numbers, dataType = FLOAT) => ({
  name,
  dims,
  dataType,
  rawData: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
});

export const encode = (graph) =>
  ModelProto.encode(
    ModelProto.fromObject({
      irVersion: 8,
      producerName: 'inkling-bench',
      opsetImport: [
        { domain: '', version: 14 },
        { domain: microsoft, version: 1 },
      ],
      graph: { name: 'network', ...graph },
    }),
  ).finish();

/** Numbers of either sign with the spread that keeps activations in bounds. */
function weights(count, inputs, random) {
  const scale = Math.sqrt(6 / inputs);
  return Float32Array.from({ length: count }, () => scale * (random() - 0.5) * 2);
}

function generator() {
  let state = 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export const chw = ([height, width, channels]) =>
  channels === undefined ? [height] : [channels, height, width];

/** What the n-th operation's output and weights are called. */
export const output = (i) => (i < 0 ? 'images' : `y${i}`);
export const weight = (i) => `w${i}`;
export const bias = (i) => `b${i}`;

/** Every weight of the network: { name, dims, numbers }. */
export function parameters({ operations }) {
  const random = generator();
  return operations.flatMap((op, i) => {
    const [inputs, outputs] = [op.input.at(-1), op.output.at(-1)];
    if (op.type === 'conv') {
      const dims = [outputs, inputs, op.side, op.side];
      const count = outputs * inputs * op.side * op.side;
      const kernel = { name: weight(i), dims, numbers: weights(count, inputs * op.side * op.side, random) };
      const offset = { name: bias(i), dims: [outputs], numbers: new Float32Array(outputs) };
      return op.bias ? [kernel, offset] : [kernel];
    }
    if (op.type !== 'dense') return [];
    return [
      { name: weight(i), dims: [outputs, inputs], numbers: weights(outputs * inputs, inputs, random) },
      { name: bias(i), dims: [outputs], numbers: new Float32Array(outputs) },
    ];
  });
}

export const convolution = ({ side }) => ({
  kernel_shape: [side, side],
  strides: [1, 1],
  pads: [0, 0, 0, 0],
});

/** The forward pass; in training, pooling says whence it took and dropout what it left. */
export function forward({ operations }, training) {
  return operations.flatMap((op, i) => {
    const [x, y] = [output(i - 1), output(i)];
    const twice = (second) => (training ? [y, `${second}${i}`] : [y]);
    switch (op.type) {
      case 'conv':
        return node('Conv', [x, weight(i), ...(op.bias ? [bias(i)] : [])], [y], convolution(op));
      case 'pool':
        return node('MaxPool', [x], twice('indices'), { kernel_shape: [2, 2], strides: [2, 2] });
      case 'dense':
        return node('Gemm', [x, weight(i), bias(i)], [y], { transB: 1 });
      case 'flatten':
        return node('Flatten', [x], [y], { axis: 1 });
      case 'relu':
        return node('Relu', [x], [y]);
      case 'dropout':
        return training
          ? node('Dropout', [x, `rate${i}`, `training${i}`], twice('mask'))
          : node('Identity', [x], [y]);
    }
  });
}

/** The file of a network that gives probabilities. */
export function inferenceModel(network, batch) {
  const last = network.operations.length - 1;
  return encode({
    node: [...forward(network, false), node('Softmax', [output(last)], ['probabilities'], { axis: 1 })],
    initializer: parameters(network).map(({ name, dims, numbers }) => tensor(name, dims, numbers)),
    input: [value('images', [batch, ...chw(network.operations[0].input)])],
    output: [value('probabilities', [batch, ...network.operations[last].output])],
  });
}
