import type { Theme } from '../ui/theme';

export type Colour = readonly [red: number, green: number, blue: number];

/** Of nothing, of a number above zero and of one below. Blue and orange differ for every kind of eye. */
const COLOURS: Record<Theme, { zero: Colour; above: Colour; below: Colour }> = {
  light: { zero: [255, 253, 247], above: [176, 48, 12], below: [16, 84, 150] },
  dark: { zero: [26, 30, 38], above: [255, 156, 112], below: [104, 188, 255] },
};

const STEPS = 255;
/** Small numbers would else hardly be seen. */
const GAMMA = 0.75;

export const mixed = (from: Colour, to: Colour, share: number): Colour => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
];

/** The colour of a number from -1 to 1. */
export function colourOf(theme: Theme, value: number): Colour {
  const { zero, above, below } = COLOURS[theme];
  return mixed(zero, value < 0 ? below : above, Math.min(1, Math.abs(value)) ** GAMMA);
}

/** As the pixels of an image have it. */
export const packed = ([red, green, blue]: Colour) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
export const css = (colour: Colour) => `rgb(${colour.join(' ')})`;

/** Whether dark letters are read on it. */
export const isLight = ([red, green, blue]: Colour) => {
  const [r, g, b] = [red, green, blue].map((part) => (part / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18;
};

const palettes = new Map<Theme, Uint32Array>();

/** The colours of -1 to 1, an odd number of them. */
export function paletteOf(theme: Theme): Uint32Array {
  const known = palettes.get(theme);
  if (known) return known;
  const palette = Uint32Array.from({ length: 2 * STEPS + 1 }, (_, i) =>
    packed(colourOf(theme, i / STEPS - 1)),
  );
  palettes.set(theme, palette);
  return palette;
}
