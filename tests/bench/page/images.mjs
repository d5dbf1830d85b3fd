/** Made-up images, one byte a pixel: a bright square on noise, at a place that tells the label. */
export function madeUp(count, side = 28) {
  const images = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count);
  let noise = 1;
  for (let i = 0; i < count; ++i) {
    const label = (labels[i] = i % 10);
    const [top, left] = [2 + 12 * Math.floor(label / 5), 2 + 5 * (label % 5)];
    for (let row = 0; row < side; ++row) {
      for (let column = 0; column < side; ++column) {
        noise = (noise * 48271) % 2147483647;
        const inside = row >= top && row < top + 10 && column >= left && column < left + 5;
        images[(i * side + row) * side + column] = (inside ? 200 : 0) + (noise % 50);
      }
    }
  }
  return { images, labels, rows: side, columns: side };
}

/** The same as numbers from 0 to 1. */
export const asNumbers = (images) => Float32Array.from(images, (byte) => byte / 255);
