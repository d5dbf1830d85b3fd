// What the core gets and gives of a model in ONNX: src/io/model_files.h.

export type Attribute = string | number | (string | number)[] | { tensor: string } | null;

export interface OnnxDescription {
  ir_version: number;
  producer_name: string;
  producer_version: string;
  opset_import: { domain: string; version: number }[];
  metadata_props: Record<string, string>;
  graph: { name: string; node: OnnxNode[]; input: OnnxValue[]; output: OnnxValue[] };
  integers: Record<string, { shape: number[]; values: number[] }>;
}

export interface OnnxNode {
  name: string;
  op_type: string;
  domain: string;
  input: string[];
  output: string[];
  attribute: Record<string, Attribute>;
}

export interface OnnxValue {
  name: string;
  elem_type: number;
  /** Null where it says nothing of it. */
  shape: (number | string | null)[] | null;
}
