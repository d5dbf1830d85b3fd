// Drawings as a camera would see them.
import { dice } from './bench/ink/random.mjs';

/** How much of each pixel a round pen covers: 0 to 1. Strokes are in pixels. */
function drawn(strokes, pen, width, height) {
  const ink = new Float32Array(width * height);
  const reach = pen / 2 + 1;
  for (const stroke of strokes)
    for (let i = 0; i < stroke.length; i += 2) {
      const [x1, y1] = [stroke[i], stroke[i + 1]];
      const [x0, y0] = i > 0 ? [stroke[i - 2], stroke[i - 1]] : [x1, y1];
      const square = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
      const [top, bottom] = [Math.max(0, Math.floor(Math.min(y0, y1) - reach)), Math.max(y0, y1) + reach];
      const [left, right] = [Math.max(0, Math.floor(Math.min(x0, x1) - reach)), Math.max(x0, x1) + reach];
      for (let row = top; row < Math.min(height, bottom); row += 1)
        for (let column = left; column < Math.min(width, right); column += 1) {
          const [x, y] = [column + 0.5 - x0, row + 0.5 - y0];
          const t = Math.min(1, Math.max(0, (x * (x1 - x0) + y * (y1 - y0)) / square));
          const far = Math.hypot(x - t * (x1 - x0), y - t * (y1 - y0));
          const covered = Math.min(1, Math.max(0, pen / 2 + 0.5 - far));
          ink[row * width + column] = Math.max(ink[row * width + column], covered);
        }
    }
  return ink;
}

/**
 * { width, height, pixels }, 0 black to 255 white: strokes with their longer side, pen included, `side` pixels, in the
 * middle of paper half as large again and more. `shade` of the light in one corner comes to the opposite one; no pixel
 * is further off than `noise`; ruled lines are `ruling` pixels apart, also upright ones where the paper is `squared`.
 */
export function photographed(
  strokes,
  { side = 160, pen = 15, paper = 230, ink = 40, shade = 1, noise = 0, ruling = 0, squared = false } = {},
) {
  const values = (odd) => strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === odd));
  const [xs, ys] = strokes.length ? [values(0), values(1)] : [[0], [0]];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [across, down] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (side - pen) / Math.max(across, down, 1e-9);
  const margin = side / 2 + pen;
  const [width, height] = [across, down].map((length) => Math.ceil(length * scale + 2 * margin));
  const placed = strokes.map((stroke) =>
    stroke.map((value, i) => (value - (i % 2 ? top : left)) * scale + margin),
  );
  const covered = drawn(placed, pen, width, height);
  const { between } = dice(1);
  const isRuled = (along, over) => ruling > 0 && (over + 0.02 * along + 7) % ruling < 3;
  const pixels = Uint8Array.from(covered, (cover, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const ruled = isRuled(x, y) || (squared && isRuled(height - y, x));
    const light = 1 - ((1 - shade) * (x + y)) / (width + height);
    const grey = (paper + Math.max(cover, ruled ? 0.7 : 0) * (ink - paper)) * light + noise * between(-1, 1);
    return Math.min(255, Math.max(0, grey));
  });
  return { width, height, pixels };
}
