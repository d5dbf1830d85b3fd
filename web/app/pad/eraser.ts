import { between, type Drawing, type Place, type Stroke } from '../../state/drawing';
import { WIDTH } from '../../state/pen';

/** Radius of the eraser in drawing units. */
export const ERASER = 25;

/** How far `point` is from the line between `a` and `b`. */
function distance(point: Place, a: Place, b: Place): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const nearest = between(a, b, Math.min(1, Math.max(0, along)));
  return Math.hypot(point.x - nearest.x, point.y - nearest.y);
}

/** The strokes whose ink the eraser touches on its way. */
export function touched(drawing: Drawing, from: Place, to: Place): Stroke[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / ERASER));
  const way = Array.from({ length: steps + 1 }, (_, i) => between(from, to, i / steps));
  const reach = ERASER + WIDTH / 2;
  const isNear = (place: Place, stroke: Stroke) =>
    stroke.some((point, i) => distance(place, stroke[Math.max(0, i - 1)], point) <= reach);
  return drawing.filter((stroke) => way.some((place) => isNear(place, stroke)));
}
