import type { LayerAbout, Weight } from '../../wasm/library/index';

/** What a map or unit weighs its inputs with, as maps where the inputs are some; null where it has no such weights. */
export function kernelOf(
  layer: LayerAbout,
  before: LayerAbout | undefined,
  weights: readonly Weight[],
  channel: number,
): { values: Float32Array; shape: number[] } | null {
  const kernel = weights.find(({ shape }) => shape.length === 4 || shape.length === 2);
  if (!kernel) return null;
  const { shape, values } = kernel;
  if (layer.class_name === 'DepthwiseConv2D') {
    const [height, width, , multiplier] = shape;
    const own = Float32Array.from(
      { length: height * width },
      (_, i) => values[i * shape[2] * multiplier + channel],
    );
    return { values: own, shape: [height, width, 1] };
  }
  const outputs = shape.at(-1)!;
  const own = Float32Array.from({ length: values.length / outputs }, (_, i) => values[i * outputs + channel]);
  if (shape.length === 4) return { values: own, shape: shape.slice(0, 3) };
  const flat = before?.class_name === 'Flatten' && before.input_shape.length === 3;
  return { values: own, shape: flat ? before.input_shape : [own.length] };
}
