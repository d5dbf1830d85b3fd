import { expect, test } from 'vitest';
import { packModel, unpackModel } from '../../wasm/library/containers/model_files';
import type { OnnxDescription } from '../../wasm/library/containers/onnx_description';
import { fixture, open, refusalOf } from './models';

const HALVES = [-1.5, -1, -0.5, 0, 0.5, 1];

const read = async (...names: string[]) => {
  const [{ description, tensors }] = await open(...names);
  const { integers, ...rest } = (description as { onnx: OnnxDescription }).onnx;
  const floats = Object.fromEntries(tensors!.map(({ name, shape, values }) => [name, [shape, [...values]]]));
  return { ...rest, integers, floats };
};

test("a graph is read with its nodes' attributes", async () => {
  const { graph, ir_version, producer_name, producer_version, opset_import } = await read('all.onnx');
  expect({ ir_version, producer_name, producer_version, opset_import }).toEqual({
    ...{ ir_version: 7, producer_name: 'tests', producer_version: '1.0' },
    opset_import: [
      { domain: '', version: 13 },
      { domain: 'com.example', version: 1 },
    ],
  });
  const node = { name: '', domain: '', input: [], attribute: {} };
  const most = Number.MAX_SAFE_INTEGER;
  expect(graph).toEqual({
    name: 'all',
    node: [
      {
        ...node,
        name: 'c',
        op_type: 'Constant',
        output: ['shape'],
        attribute: { value: { tensor: 'shape:value' } },
      },
      { ...node, op_type: 'Constant', output: ['half'], attribute: { value: { tensor: 'half:value' } } },
      {
        ...{ ...node, name: 'conv', op_type: 'Conv', input: ['x', 'kernel', ''], output: ['y'] },
        attribute: { pads: [0, 1, 0, 1], auto_pad: 'NOTSET' },
      },
      {
        ...{ ...node, op_type: 'Gemm', domain: 'com.example', input: ['y', 'double'], output: ['z'] },
        attribute: { alpha: 1, transB: 1 },
      },
      {
        ...{ ...node, op_type: 'If', input: ['z'], output: ['out'] },
        attribute: { then_branch: null, scales: [1, 2.5], names: ['a', 'é'], end: most },
      },
    ],
    input: [
      { name: 'x', elem_type: 1, shape: ['batch', 1, 28, null] },
      { name: 'kernel', elem_type: 1, shape: [1, 1, 2, 3] },
    ],
    output: [{ name: 'out', elem_type: 1, shape: null }],
  });
});

test('floats of all kinds are tensors, whole numbers are integers', async () => {
  const { floats, integers } = await read('all.onnx');
  const six = [[6], HALVES];
  expect(floats).toEqual({
    'half:value': [[1], [0.5]],
    kernel: [[1, 1, 2, 3], HALVES],
    ...{ listed: six, double: six, double_listed: six, float16: six },
    ...{ bits: [[2], [1, -2]], bfloat16: [[2], [1, -2]], scalar: [[], [2.5]] },
  });
  const most = Number.MAX_SAFE_INTEGER;
  expect(integers).toEqual({
    'shape:value': { shape: [2], values: [-1, 6] },
    int64: { shape: [2], values: [3, -4] },
    int64_listed: { shape: [2], values: [most, -most] },
    int32_listed: { shape: [2], values: [3, -4] },
    uint64_listed: { shape: [1], values: [5] },
    uint8: { shape: [1], values: [200] },
    truth: { shape: [2], values: [1, 0] },
    long: { shape: [100], values: Array.from({ length: 64 }, (_, i) => i) },
    none: { shape: [0], values: [] },
  });
});

test('weights in a file of their own are found by its plain name, and the file is part of the model', async () => {
  const { floats } = await read('external.onnx', 'weights.bin');
  expect(floats).toEqual({ kernel: [[6], HALVES] });
  const files = { 'a/external.onnx': fixture('external.onnx'), 'b/weights.bin': fixture('weights.bin') };
  expect((await unpackModel(files)).map(({ name }) => name)).toEqual(['external.onnx']);
  expect(await refusalOf({ 'a.onnx': fixture('external.onnx') })).toBe(
    '[model] a.onnx keeps its weights in weights.bin: open both together',
  );
  const short = { ...files, 'b/weights.bin': fixture('weights.bin').subarray(1) };
  expect(await refusalOf(short)).toBe(
    '[model] external.onnx has kernel at bytes 1 to 25 of weights.bin, which has 24',
  );
});

test('a file that is cut short is refused wherever it is cut', async () => {
  const whole = fixture('all.onnx');
  for (let end = 100; end < whole.length; end += 97)
    expect(await refusalOf({ 'a.onnx': whole.subarray(0, end) })).toMatch(
      /^\[model\] a.onnx is (an ONNX file, but damaged or cut short|damaged or cut short: .*)$/,
    );
});

/** A protobuf field of bytes. */
const field = (number: number, bytes: number[]) => {
  const length = [];
  for (let left = bytes.length; ; left >>= 7) {
    length.push((left & 127) | (left > 127 ? 128 : 0));
    if (left <= 127) break;
  }
  return [...[(number << 3) | 2], ...length, ...bytes];
};
const model = (...graph: number[][]) => new Uint8Array([8, 7, ...field(7, graph.flat())]);

test('what is no model, or more than one has, is not opened as one', async () => {
  const text = new TextEncoder().encode('<!doctype html>');
  expect(await unpackModel({ 'mnist-8.onnx': text })).toEqual([{ name: 'mnist-8.onnx', bytes: text }]);
  // What begins with an 8, as these weights.
  const weights = new Uint8Array([8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
  expect(await unpackModel({ shard: weights })).toEqual([{ name: 'shard', bytes: weights }]);
  const empty = Array<number[]>(300_000).fill([10, 0]).flat();
  expect(await refusalOf({ 'a.onnx': model(empty) })).toBe(
    '[model] a.onnx is an ONNX file, but damaged or cut short',
  );
  const node = field(1, field(4, [0x41]));
  const huge = field(5, [8, ...[255, 255, 255, 255, 15], 16, 1, ...field(8, [0x6b])]);
  expect(await refusalOf({ 'a.onnx': model(node, huge) })).toBe(
    '[model] a.onnx unpacks from 1 to more than 64 MiB; unpack it yourself if that is right',
  );
  const negative = field(5, [8, ...Array<number>(9).fill(255), 1, 16, 1, ...field(8, [0x6b])]);
  expect(await refusalOf({ 'a.onnx': model(node, negative) })).toBe(
    '[model] a.onnx is damaged or cut short: k has not as many numbers as its shape (-1) says',
  );
});

test('what is written is read again', async () => {
  const [{ name, description, tensors }] = await open('all.onnx');
  const { onnx } = structuredClone(description) as { onnx: OnnxDescription };
  // Of a list that was cut off, and of another graph, nothing can be written.
  delete onnx.integers.long;
  delete onnx.graph.node[4].attribute.then_branch;
  const bytes = await packModel([{ name, description: { onnx }, tensors }]);
  const [again] = await unpackModel({ 'b.onnx': bytes });
  expect(again.description).toEqual({ onnx });
  expect(again.tensors).toEqual(tensors);
});
