/** A layer's numbers as maps: of a row of units each is a map of one pixel. */
export interface Maps {
  height: number;
  width: number;
  channels: number;
}

export const mapsOf = (shape: readonly number[]): Maps =>
  shape.length === 3
    ? { height: shape[0], width: shape[1], channels: shape[2] }
    : { height: 1, width: 1, channels: shape.reduce((product, each) => product * each, 1) };

/** How maps are laid out on a canvas, side by side and row by row. */
export interface Tiling extends Maps {
  /** Pixels of the canvas for each of a map, each way. */
  scale: number;
  columns: number;
  /** Between two maps. */
  gap: number;
  /** So many maps are shown, from this one on. */
  first: number;
  count: number;
}

export const tileOf = ({ height, width, scale, gap }: Tiling) => ({
  width: width * scale + gap,
  height: height * scale + gap,
});

export function canvasOf(tiling: Tiling): { width: number; height: number } {
  const tile = tileOf(tiling);
  const rows = Math.ceil(tiling.count / tiling.columns);
  return {
    width: Math.min(tiling.columns, tiling.count) * tile.width - tiling.gap,
    height: rows * tile.height - tiling.gap,
  };
}

interface Room {
  /** Of the canvas, in its pixels. */
  width: number;
  /** What the longer side of a map should be. */
  side: number;
  /** Rows of maps; as many as it takes where it is not said. */
  rows?: number;
  gap?: number;
}

/** As many maps as fit, all of them where no rows are set. */
export function tilingOf(maps: Maps, { width, side, rows = Infinity, gap = 2 }: Room): Tiling {
  const longer = Math.max(maps.height, maps.width);
  const scale = Math.max(1, Math.floor(Math.min(side, width) / longer));
  const columns = Math.max(1, Math.floor((width + gap) / (maps.width * scale + gap)));
  const count = Math.min(maps.channels, columns * rows);
  return { ...maps, scale, gap, first: 0, count, columns: Math.min(columns, count) };
}

/** Units as cells that fill `height` pixels at most, as large as may be. */
export function cellsOf(channels: number, width: number, height: number): Tiling {
  const most = Math.floor(Math.sqrt((width * height) / channels));
  const fits = (size: number) => Math.ceil(channels / Math.floor(width / size)) * size <= height;
  let cell = Math.min(16, Math.max(2, most));
  while (cell > 2 && !fits(cell)) cell--;
  const gap = cell > 5 ? 1 : 0;
  const columns = Math.min(channels, Math.floor(width / cell));
  return { height: 1, width: 1, channels, scale: cell - gap, gap, columns, first: 0, count: channels };
}

/** How numbers become colours: those of a palette from -scale to scale. */
interface Shading {
  values: Float32Array;
  factor: number;
  palette: Uint32Array;
}

// A function of its own: it is called often enough to be compiled before anybody has to wait for it.
/** Paints `width` numbers, each `step` further in the values, as squares of `zoom` pixels, the first line of them. */
function paintLine(
  pixels: Uint32Array,
  place: number,
  zoom: number,
  from: number,
  step: number,
  width: number,
  { values, factor, palette }: Shading,
): void {
  const last = palette.length - 1;
  const middle = last / 2;
  for (let x = 0; x < width; x++, from += step) {
    const shade = middle + values[from] * factor;
    // What is no number is painted as nothing.
    const colour = palette[shade >= 0 ? Math.min(last, (shade + 0.5) | 0) : shade < 0 ? 0 : middle];
    for (let end = place + zoom; place < end; place++) pixels[place] = colour;
  }
}

/**
 * Paints maps of a layer, channels last in `values`, with the colours of a palette from -scale to scale; without values as
 * nothing. Between the maps it leaves what is there, and where the last row has none it paints nothing too.
 */
export function paint(
  pixels: Uint32Array,
  tiling: Tiling,
  values: Float32Array,
  scale: number,
  palette: Uint32Array,
): void {
  const { height, width, channels, scale: zoom, columns, first, count } = tiling;
  const stride = canvasOf(tiling).width;
  const tile = tileOf(tiling);
  const middle = (palette.length - 1) / 2;
  const shading = { values, factor: middle / scale, palette };
  for (let i = 0; i < count; i++) {
    const corner = Math.floor(i / columns) * tile.height * stride + (i % columns) * tile.width;
    for (let y = 0; y < height; y++) {
      const line = corner + y * zoom * stride;
      paintLine(pixels, line, zoom, y * width * channels + first + i, channels, width, shading);
      for (let below = 1; below < zoom; below++)
        pixels.copyWithin(line + below * stride, line, line + width * zoom);
    }
  }
  const empty = count % columns;
  if (!empty || count < columns) return;
  const corner = Math.floor(count / columns) * tile.height * stride + empty * tile.width - tiling.gap;
  for (let y = -tiling.gap; y < tile.height - tiling.gap; y++)
    pixels.fill(
      palette[middle],
      corner + y * stride,
      corner + y * stride + stride - empty * tile.width + tiling.gap,
    );
}

/** The map, or unit, with the largest numbers. */
export function strongest(values: Float32Array, channels: number): number {
  const sums = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) sums[i % channels] += Math.abs(values[i]);
  return sums.indexOf(Math.max(...sums));
}
