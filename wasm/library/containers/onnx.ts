import { PbfReader } from 'pbf';
import { readModelProto } from '../../../src/cli/onnx.proto';
import { refusal } from '../trouble';
import type { Taken } from './limits';
import type { ModelFile, ModelTensor, NamedFile } from './model_files';
import { asFloats, asNumbers, isWhole, type Kind, sizeOf } from './numbers';
import type { Attribute, OnnxDescription, OnnxValue } from './onnx_description';
import {
  ATTRIBUTE,
  type AttributeProto,
  type ModelProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx_proto';
import { shortened } from './shortened';

/** By TensorProto.data_type; a truth value is a byte. */
const KINDS: Record<number, Kind> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'uint8',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
};
const EXTERNAL = 1;
/** As src/io/model_files.h has it. */
const MOST_INTEGERS = 64;
/** Each of which becomes an object or a part of one; models have hundreds or thousands. */
const MOST_FIELDS = 250_000;

const damaged = ({ name }: NamedFile) =>
  refusal('model', '{} is an ONNX file, but damaged or cut short', shortened(name));

/** pbf does not look where a file ends, nor how much is in it. */
class BoundedReader extends PbfReader {
  #fields = 0;

  constructor(private readonly file: NamedFile) {
    super(file.bytes);
  }

  override nextField(end = this.length): number {
    this.#fields += 1;
    if (end > this.length || this.#fields > MOST_FIELDS) throw damaged(this.file);
    const field = super.nextField(end);
    // What was before was longer than what it is in.
    if (this.pos > end) throw damaged(this.file);
    return field;
  }
}

/** Numbers of 64 bits that JSON would round; those that are meant as the end of all stay that. */
const exact = (value: number) => Math.max(Number.MIN_SAFE_INTEGER, Math.min(value, Number.MAX_SAFE_INTEGER));

const text = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);

/** What of all in a model is for the core. */
class OnnxReader {
  readonly tensors: ModelTensor[] = [];
  readonly integers: [string, { shape: number[]; values: number[] }][] = [];

  constructor(
    private readonly file: NamedFile,
    private readonly find: (path: string) => Uint8Array | undefined,
    private readonly taken: Taken,
  ) {}

  model({ graph, metadata_props, ...about }: ModelProto): OnnxDescription {
    const node = graph!.node.map(({ attribute, ...rest }) => {
      const values = attribute.map((each) => [each.name, this.#attribute(each, rest.output[0])] as const);
      return { ...rest, attribute: Object.fromEntries(values) };
    });
    for (const initializer of graph!.initializer) this.#tensor(initializer, initializer.name);
    const [input, output] = [graph!.input.map(valueOf), graph!.output.map(valueOf)];
    return {
      ir_version: about.ir_version,
      producer_name: about.producer_name,
      producer_version: about.producer_version,
      opset_import: about.opset_import,
      metadata_props: Object.fromEntries(metadata_props.map(({ key, value }) => [key, value])),
      graph: { name: graph!.name, node, input, output },
      integers: Object.fromEntries(this.integers),
    };
  }

  #attribute(attribute: AttributeProto, output: string): Attribute {
    switch (attribute.type) {
      case ATTRIBUTE.FLOAT:
        return attribute.f;
      case ATTRIBUTE.INT:
        return exact(attribute.i);
      case ATTRIBUTE.STRING:
        return text(attribute.s);
      case ATTRIBUTE.FLOATS:
        return attribute.floats;
      case ATTRIBUTE.INTS:
        return attribute.ints.slice(0, MOST_INTEGERS).map(exact);
      case ATTRIBUTE.STRINGS:
        return attribute.strings.map(text);
      case ATTRIBUTE.TENSOR: {
        const name = `${output}:${attribute.name}`;
        return attribute.t && this.#tensor(attribute.t, name) ? { tensor: name } : null;
      }
      default:
        return null;
    }
  }

  /** Keeps a tensor, where it is one of numbers. */
  #tensor(tensor: TensorProto, name: string): boolean {
    const kind = KINDS[tensor.data_type];
    if (!kind) return false;
    const shape = tensor.dims;
    const count = shape.reduce((product, size) => product * size, 1);
    if (!shape.every((size) => size >= 0) || !Number.isSafeInteger(count)) throw this.#misfit(name, shape);
    if (isWhole(kind)) {
      const values = this.#numbers(tensor, name, kind, count);
      this.integers.push([name, { shape, values }]);
    } else if (count) {
      this.taken.add(this.file.name, count * Float32Array.BYTES_PER_ELEMENT);
      this.tensors.push({ name, shape, values: this.#floats(tensor, name, kind, count) });
    }
    return true;
  }

  #numbers(tensor: TensorProto, name: string, kind: Kind, count: number): number[] {
    const listed =
      kind === 'int64'
        ? tensor.int64_data
        : /uint(32|64)/.test(kind)
          ? tensor.uint64_data
          : tensor.int32_data;
    const bytes = this.#bytes(tensor, name, kind, count, listed.length);
    const first = bytes
      ? asNumbers(bytes.subarray(0, MOST_INTEGERS * sizeOf(kind)), kind)
      : listed.slice(0, MOST_INTEGERS);
    return first.map(exact);
  }

  #floats(tensor: TensorProto, name: string, kind: Kind, count: number): Float32Array {
    const { float_data, double_data, int32_data } = tensor;
    const listed = kind === 'float32' ? float_data : kind === 'float64' ? double_data : int32_data;
    const bytes = this.#bytes(tensor, name, kind, count, listed.length);
    if (bytes) return asFloats(bytes, kind);
    if (listed !== int32_data) return new Float32Array(listed);
    return asFloats(new Uint8Array(Uint16Array.from(listed).buffer), kind);
  }

  /** As many as the tensor has by its shape; undefined where they are `listed` as numbers. */
  #bytes(
    tensor: TensorProto,
    name: string,
    kind: Kind,
    count: number,
    listed: number,
  ): Uint8Array | undefined {
    const bytes = tensor.data_location === EXTERNAL ? this.#external(tensor, name) : tensor.raw_data;
    const is = bytes?.length ? bytes.length / sizeOf(kind) : listed;
    if (is !== count) throw this.#misfit(name, tensor.dims);
    return bytes?.length ? bytes : undefined;
  }

  /** From another of the files. */
  #external({ external_data }: TensorProto, name: string): Uint8Array {
    const {
      location = '',
      offset = '0',
      length,
    } = Object.fromEntries(external_data.map(({ key, value }) => [key, value])) as Partial<
      Record<'location' | 'offset' | 'length', string>
    >;
    const bytes = this.find(location);
    if (!bytes)
      throw refusal(
        'model',
        '{} keeps its weights in {}: open both together',
        shortened(this.file.name),
        shortened(location),
      );
    const begin = Number(offset);
    const end = length === undefined ? bytes.length : begin + Number(length);
    if (!(begin >= 0 && begin <= end && end <= bytes.length))
      throw refusal(
        'model',
        '{} has {} at bytes {} to {} of {}, which has {}',
        shortened(this.file.name),
        shortened(name),
        begin,
        end,
        shortened(location),
        bytes.length,
      );
    return bytes.subarray(begin, end);
  }

  #misfit(name: string, shape: number[]) {
    return refusal(
      'model',
      '{} is damaged or cut short: {} has not as many numbers as its shape {} says',
      shortened(this.file.name),
      shortened(name),
      shortened(`(${shape.join(', ')})`),
    );
  }
}

function valueOf({ name, type }: ValueInfoProto): OnnxValue {
  const tensor = type?.tensor_type;
  const shape = tensor?.shape?.dim.map((size) => (size.value ? size[size.value] : null));
  return { name, elem_type: tensor?.elem_type ?? 0, shape: shape ?? null };
}

/** `find` finds another file by its path. Undefined for what is no model. */
export function readOnnx(
  file: NamedFile,
  find: (path: string) => Uint8Array | undefined,
  taken: Taken,
): ModelFile | undefined {
  let model;
  try {
    model = readModelProto(new BoundedReader(file));
  } catch (error) {
    // Whatever begins with an 8, weights for one, may be asked for.
    if (!file.name.endsWith('.onnx') || file.bytes[0] !== 8) return undefined;
    throw Object.assign(damaged(file), { cause: error });
  }
  if (!model.graph?.node.length) return undefined;
  const reader = new OnnxReader(file, find, taken);
  const onnx = reader.model(model);
  return { name: file.name, description: { onnx }, tensors: reader.tensors };
}
