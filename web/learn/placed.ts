/** Strokes [x, y, x, y, ...] with their longer side this long, around this point. */
export function placed(
  strokes: readonly (readonly number[])[],
  size: number,
  x: number,
  y: number,
): number[][] {
  const of = (axis: number) => strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === axis));
  const [xs, ys] = [of(0), of(1)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = size / Math.max(right - left, bottom - top, 1);
  return strokes.map((stroke) =>
    stroke.map((value, i) =>
      i % 2 === 0 ? x + scale * (value - (left + right) / 2) : y + scale * (value - (top + bottom) / 2),
    ),
  );
}
