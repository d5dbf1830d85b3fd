import { PbfWriter } from 'pbf';
import { writeModelProto } from '../../../src/cli/onnx.proto';
import type { ModelFile, ModelTensor } from './model_files';
import type { Attribute, OnnxDescription, OnnxNode, OnnxValue } from './onnx_description';
import {
  ATTRIBUTE,
  type AttributeProto,
  FLOAT,
  INT64,
  type Parts,
  type TensorProto,
  type ValueInfoProto,
} from './onnx_proto';

/** The attributes of ONNX's operators that are no whole numbers, even where their value is one. */
const FLOATS = ['alpha', 'beta', 'gamma', 'epsilon', 'momentum', 'ratio', 'min', 'max', 'value_float'];

const bytesOf = (text: string) => new TextEncoder().encode(text);

const rawBytes = ({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** By name. */
type Tensors = Map<string, Parts<TensorProto>>;

function tensorsOf(integers: OnnxDescription['integers'], floats: ModelTensor[]): Tensors {
  const all: Tensors = new Map();
  for (const { name, shape, values } of floats)
    all.set(name, { name, dims: shape, data_type: FLOAT, raw_data: rawBytes(values) });
  for (const [name, { shape, values }] of Object.entries(integers))
    all.set(name, {
      name,
      dims: shape,
      data_type: INT64,
      raw_data: rawBytes(BigInt64Array.from(values, BigInt)),
    });
  return all;
}

/** Takes what is an attribute's own out of `tensors`. */
function attributeOf(name: string, value: Attribute, tensors: Tensors): Parts<AttributeProto> {
  const isFloat = (number: unknown) => FLOATS.includes(name) || !Number.isSafeInteger(number);
  if (typeof value === 'string') return { name, type: ATTRIBUTE.STRING, s: bytesOf(value) };
  if (typeof value === 'number')
    return isFloat(value)
      ? { name, type: ATTRIBUTE.FLOAT, f: value }
      : { name, type: ATTRIBUTE.INT, i: value };
  if (Array.isArray(value)) {
    if (typeof value[0] === 'string')
      return { name, type: ATTRIBUTE.STRINGS, strings: value.map((text) => bytesOf(String(text))) };
    const numbers = value.map(Number);
    return numbers.some(isFloat)
      ? { name, type: ATTRIBUTE.FLOATS, floats: numbers }
      : { name, type: ATTRIBUTE.INTS, ints: numbers };
  }
  const tensor = value ? tensors.get(value.tensor) : undefined;
  if (value) tensors.delete(value.tensor);
  return { name, type: ATTRIBUTE.TENSOR, t: { ...tensor, name: undefined } };
}

function nodeOf({ attribute, ...rest }: OnnxNode, tensors: Tensors) {
  const given = Object.entries(attribute).filter(([, value]) => value !== null);
  return { ...rest, attribute: given.map(([name, value]) => attributeOf(name, value, tensors)) };
}

function valueInfo({ name, elem_type, shape }: OnnxValue): Parts<ValueInfoProto> {
  const dim = shape?.map((size) =>
    typeof size === 'number'
      ? { dim_value: size, value: 'dim_value' as const }
      : typeof size === 'string'
        ? { dim_param: size, value: 'dim_param' as const }
        : {},
  );
  return { name, type: { tensor_type: { elem_type, shape: dim && { dim } } } };
}

/** Initializers are what no attribute has. */
export function writeOnnx({ description, tensors = [] }: ModelFile): Uint8Array {
  const { graph, integers, metadata_props, ...rest } = (description as { onnx: OnnxDescription }).onnx;
  const left = tensorsOf(integers, tensors);
  const node = graph.node.map((each) => nodeOf(each, left));
  const writer = new PbfWriter();
  writeModelProto(
    {
      ...rest,
      metadata_props: Object.entries(metadata_props).map(([key, value]) => ({ key, value })),
      graph: {
        name: graph.name,
        node,
        initializer: [...left.values()],
        input: graph.input.map(valueInfo),
        output: graph.output.map(valueInfo),
      },
    },
    writer,
  );
  return writer.finish();
}
