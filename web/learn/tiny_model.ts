/** A layer as Keras writes it. */
export interface Layer {
  class_name: string;
  config: Record<string, unknown>;
}

/** Weights by the name of their layer and their own, as 'conv2d/kernel'. */
export type Weights = Record<string, { shape: number[]; values: ArrayLike<number> }>;

interface TinyModel {
  /** Height, width and channels. */
  input: [number, number, number];
  layers: readonly Layer[];
  weights?: Weights;
  labels: readonly string[];
}

/** Tensors begin at a multiple of this. */
const ALIGNED = 8;

/** A network of a few numbers as a file of Inkling's own: safetensors with Keras's configuration in its metadata. */
export function tinyModel({ input, layers, weights = {}, labels }: TinyModel): Uint8Array<ArrayBuffer> {
  const first = { class_name: 'InputLayer', config: { batch_shape: [null, ...input] } };
  const network = { class_name: 'Sequential', config: { name: 'tiny', layers: [first, ...layers] } };
  const header: Record<string, unknown> = {
    __metadata__: { keras_config: JSON.stringify(network), labels: JSON.stringify(labels) },
  };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(weights)) {
    const begin = end;
    end += 4 * values.length;
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / ALIGNED) * ALIGNED;
  const file = new Uint8Array(ALIGNED + length + end);
  const view = new DataView(file.buffer);
  view.setUint32(0, length, true);
  file.fill(0x20, ALIGNED, ALIGNED + length);
  file.set(text, ALIGNED);
  let place = ALIGNED + length;
  for (const { values } of Object.values(weights))
    for (let i = 0; i < values.length; ++i, place += 4) view.setFloat32(place, values[i], true);
  return file;
}

/** Ends a network that gives maps: what a model says of an image is one number a class. */
const END: Layer = { class_name: 'GlobalAveragePooling2D', config: {} };

/** A network whose first layer is this one, on an image of one channel. */
export const mapsOf = (layer: Layer, weights?: Weights): Uint8Array<ArrayBuffer> =>
  tinyModel({ input: [28, 28, 1], layers: [layer, END], weights, labels: ['0'] });

/** One kernel, row by row, that is laid on every place of an image. */
export function convolution(kernel: readonly number[], options: Record<string, unknown> = {}) {
  const side = Math.sqrt(kernel.length);
  const config = { name: 'kernel', filters: 1, kernel_size: [side, side], use_bias: false, ...options };
  return mapsOf(
    { class_name: 'Conv2D', config },
    { 'kernel/kernel': { shape: [side, side, 1, 1], values: kernel } },
  );
}
