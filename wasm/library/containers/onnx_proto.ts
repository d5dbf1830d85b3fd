// src/cli/onnx.proto, as pbf reads it.

export interface ModelProto {
  ir_version: number;
  producer_name: string;
  producer_version: string;
  graph?: GraphProto;
  opset_import: { domain: string; version: number }[];
  metadata_props: { key: string; value: string }[];
}

export interface GraphProto {
  node: NodeProto[];
  name: string;
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
}

export interface NodeProto {
  input: string[];
  output: string[];
  name: string;
  op_type: string;
  attribute: AttributeProto[];
  domain: string;
}

export interface AttributeProto {
  name: string;
  f: number;
  i: number;
  s?: Uint8Array;
  t?: TensorProto;
  floats: number[];
  ints: number[];
  strings: Uint8Array[];
  type: number;
}

export interface TensorProto {
  dims: number[];
  data_type: number;
  float_data: number[];
  int32_data: number[];
  int64_data: number[];
  name: string;
  raw_data?: Uint8Array;
  double_data: number[];
  uint64_data: number[];
  external_data: { key: string; value: string }[];
  data_location: number;
}

export interface ValueInfoProto {
  name: string;
  type?: { tensor_type?: { elem_type: number; shape?: { dim: Dimension[] } } };
}

export interface Dimension {
  dim_value: number;
  dim_param: string;
  /** Which of the two it has. */
  value?: 'dim_value' | 'dim_param';
}

/** Any parts of a message, which is what is written. */
export type Parts<Message> = Message extends Uint8Array
  ? Message
  : Message extends (infer Each)[]
    ? Parts<Each>[]
    : Message extends object
      ? { [Name in keyof Message]?: Parts<Message[Name]> }
      : Message;

/** AttributeProto.type. */
export const ATTRIBUTE = { FLOAT: 1, INT: 2, STRING: 3, TENSOR: 4, FLOATS: 6, INTS: 7, STRINGS: 8 } as const;

/** Of TensorProto.data_type those that are written. */
export const FLOAT = 1;
export const INT64 = 7;
