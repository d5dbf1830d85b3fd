import type { LayerAbout, WeightedSum } from '../../wasm/library/index';
import { indexOf, type Place, positionOf, windowOf } from './window';

/** A number, how it came about, and what its layer was given. */
export interface Shown {
  place: Place;
  layer: LayerAbout;
  input: Float32Array;
  sum: WeightedSum;
}

/** What a window sees of one map, and what it makes of it, row by row. */
export interface Patch {
  channel: number;
  /** NaN where the window is beyond the edge. */
  values: Float32Array;
  weights: Float32Array;
  products: Float32Array;
  total: number;
}

/** The patches under the window of a number, that which counts most first. */
export function patchesOf({ place, layer, input, sum }: Shown): Patch[] {
  const { size, strides, pad } = windowOf(layer)!;
  const [height, width, channels] = layer.input_shape;
  const at = positionOf(layer.shape, place.index);
  const weightAt = new Map(Array.from(sum.inputs, (index, i) => [index, sum.weights[i]]));
  const own = Math.floor((at.channel * channels) / layer.shape[2]);
  const seen = layer.class_name === 'Conv2D' ? Array.from({ length: channels }, (_, i) => i) : [own];
  const [top, left] = [at.row * strides[0] - pad[0], at.column * strides[1] - pad[1]];
  const patches = seen.map((channel) => {
    const places = Array.from({ length: size[0] * size[1] }, (_, i) => {
      const [row, column] = [top + Math.floor(i / size[1]), left + (i % size[1])];
      const isWithin = row >= 0 && column >= 0 && row < height && column < width;
      return isWithin ? indexOf(layer.input_shape, { row, column, channel }) : -1;
    });
    const values = Float32Array.from(places, (index) => (index < 0 ? NaN : input[index]));
    const weights = Float32Array.from(places, (index) => weightAt.get(index) ?? 0);
    const products = values.map((value, i) => (Number.isNaN(value) ? 0 : value * weights[i]));
    return { channel, values, weights, products, total: products.reduce((all, each) => all + each, 0) };
  });
  return patches.sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** One of the inputs that a number is the sum of. */
export interface Part {
  index: number;
  value: number;
  weight: number;
  product: number;
}

/** What speaks most for a number and what most against it, and what all the others add up to. */
export interface Parts {
  above: Part[];
  below: Part[];
  others: { count: number; total: number };
}

export function partsOf({ inputs, values, weights }: WeightedSum, most: number): Parts {
  const parts = Array.from(inputs, (index, i) => ({
    index,
    value: values[i],
    weight: weights[i],
    product: values[i] * weights[i],
  })).sort((a, b) => b.product - a.product);
  const above = parts.filter(({ product }) => product > 0).slice(0, most);
  const below = parts
    .filter(({ product }) => product < 0)
    .slice(-most)
    .reverse();
  const all = parts.reduce((sum, { product }) => sum + product, 0);
  const shown = [...above, ...below].reduce((sum, { product }) => sum + product, 0);
  return {
    above,
    below,
    others: { count: parts.length - above.length - below.length, total: all - shown },
  };
}
