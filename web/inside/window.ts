import type { LayerAbout } from '../../wasm/library/index';

/** A number that a layer makes: its place in what the layer gives, row by row, channels last. */
export interface Place {
  layer: number;
  index: number;
}

/** How a layer slides a window over what it is given: rows and columns of each. */
export interface Window {
  size: readonly [number, number];
  strides: readonly [number, number];
  /** What is put above and to the left of the input. */
  pad: readonly [number, number];
}

/** What a layer of these makes windows of. */
const SIZES: Partial<Record<string, string>> = {
  Conv2D: 'kernel_size',
  DepthwiseConv2D: 'kernel_size',
  MaxPooling2D: 'pool_size',
  AveragePooling2D: 'pool_size',
  SumPooling2D: 'pool_size',
};

/** As Keras writes one number or two. */
const pair = (value: unknown): [number, number] =>
  Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)];

/** The window of a layer; null where it has none. */
export function windowOf({ class_name, config, input_shape, shape }: LayerAbout): Window | null {
  const name = SIZES[class_name];
  if (!name) return null;
  const size = pair(config[name]);
  const strides = pair(config.strides ?? (name === 'pool_size' ? size : 1));
  const missing = (axis: 0 | 1) =>
    Math.max(0, (shape[axis] - 1) * strides[axis] + size[axis] - input_shape[axis]);
  const pad = config.padding === 'same' ? ([0, 1] as const).map((axis) => missing(axis) >> 1) : [0, 0];
  return { size, strides, pad: [pad[0], pad[1]] };
}

/** Where a number stands: of maps row, column and map; of a row of units only the last. */
export interface Position {
  row: number;
  column: number;
  channel: number;
}

export function positionOf(shape: readonly number[], index: number): Position {
  if (shape.length < 3) return { row: 0, column: 0, channel: index };
  const [, width, channels] = shape;
  const site = Math.floor(index / channels);
  return { row: Math.floor(site / width), column: site % width, channel: index % channels };
}

export const indexOf = (shape: readonly number[], { row, column, channel }: Position): number =>
  shape.length < 3 ? channel : (row * shape[1] + column) * shape[2] + channel;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, each) => product * each, 1);

/** Marks, of what a layer is given, whatever one of the marked numbers that it gives depends on. */
type Back = (marked: Uint8Array, layer: LayerAbout) => Uint8Array;

const same: Back = (marked) => marked;
const all: Back = (_, { input_shape }) => new Uint8Array(sizeOf(input_shape)).fill(1);

/** Calls `visit` for every marked number. */
function each(marked: Uint8Array, shape: readonly number[], visit: (at: Position) => void): void {
  for (let i = marked.indexOf(1); i >= 0; i = marked.indexOf(1, i + 1)) visit(positionOf(shape, i));
}

/** Of a window that sees all channels, or only its own: of a depthwise one each channel has several maps. */
const through =
  (seesAll: boolean): Back =>
  (marked, layer) => {
    const { input_shape, shape } = layer;
    const [height, width, channels] = input_shape;
    const before = new Uint8Array(sizeOf(input_shape));
    const { size, strides, pad } = windowOf(layer)!;
    const done = new Set<number>();
    each(marked, shape, ({ row, column, channel }) => {
      const own = Math.floor((channel * channels) / shape[2]);
      const key = (row * shape[1] + column) * channels + (seesAll ? 0 : own);
      if (done.has(key)) return;
      done.add(key);
      const [top, left] = [row * strides[0] - pad[0], column * strides[1] - pad[1]];
      for (let y = Math.max(0, top); y < Math.min(height, top + size[0]); y++)
        for (let x = Math.max(0, left); x < Math.min(width, left + size[1]); x++) {
          const site = (y * width + x) * channels;
          if (seesAll) before.fill(1, site, site + channels);
          else before[site + own] = 1;
        }
    });
    return before;
  };

const globally: Back = (marked, { input_shape }) => {
  const channels = input_shape[2];
  return new Uint8Array(sizeOf(input_shape)).map((_, i) => marked[i % channels]);
};

const permuted: Back = (marked, { config, input_shape, shape }) => {
  const axes = (config.dims as number[]).map((axis) => axis - 1);
  const steps = input_shape.map((_, axis) => sizeOf(input_shape.slice(axis + 1)));
  const before = new Uint8Array(marked.length);
  for (let i = marked.indexOf(1); i >= 0; i = marked.indexOf(1, i + 1)) {
    let [rest, from] = [i, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += (rest % shape[axis]) * steps[axes[axis]];
      rest = Math.floor(rest / shape[axis]);
    }
    before[from] = 1;
  }
  return before;
};

const unpadded: Back = (marked, { config, input_shape, shape }) => {
  const { padding } = config;
  const both = Array.isArray(padding) ? (padding as unknown[]) : [padding, padding];
  const [top, left] = both.map((side) => pair(side)[0]);
  const before = new Uint8Array(sizeOf(input_shape));
  each(marked, shape, ({ row, column, channel }) => {
    const [y, x] = [row - top, column - left];
    if (y >= 0 && x >= 0 && y < input_shape[0] && x < input_shape[1])
      before[indexOf(input_shape, { row: y, column: x, channel })] = 1;
  });
  return before;
};

const backs: Partial<Record<string, Back>> = {
  Conv2D: through(true),
  DepthwiseConv2D: through(false),
  MaxPooling2D: through(false),
  AveragePooling2D: through(false),
  SumPooling2D: through(false),
  GlobalAveragePooling2D: globally,
  GlobalMaxPooling2D: globally,
  Permute: permuted,
  ZeroPadding2D: unpadded,
  Dense: all,
};

/** From one pixel to another, both of them within. */
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Of an image's pixels. */
const SIDE = 28;

/** The part of the image that a number of a layer depends on; null where that is none. */
export function receptiveField(layers: readonly LayerAbout[], layer: number, index: number): Box | null {
  let marked = new Uint8Array(sizeOf(layers[layer].shape));
  marked[index] = 1;
  for (let i = layer; i >= 0; i--) {
    const { class_name, activation, shape } = layers[i];
    // Each of them depends on all.
    const isMixed = activation === 'softmax' && class_name !== 'Dense' && shape.length < 3;
    marked = new Uint8Array((isMixed ? all : (backs[class_name] ?? same))(marked, layers[i]));
  }
  const box = { top: SIDE, left: SIDE, bottom: -1, right: -1 };
  for (let i = marked.indexOf(1); i >= 0; i = marked.indexOf(1, i + 1)) {
    const [y, x] = [Math.floor(i / SIDE), i % SIDE];
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
  }
  return box.bottom < 0 ? null : box;
}
