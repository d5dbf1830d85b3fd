import type { Drawing, Point } from '../state/drawing';
import { recall, remember } from '../state/memory';
import type { Sketch } from '../state/sketch';

const KEY = 'drawing';

const isStroke = (stroke: unknown): stroke is Point[] =>
  Array.isArray(stroke) &&
  stroke.length > 0 &&
  stroke.every((point: Partial<Point> | null) =>
    [point?.x, point?.y, point?.t, point?.pressure].every(Number.isFinite),
  );

function kept(): Drawing {
  try {
    const strokes: unknown = JSON.parse(recall(KEY, 'sessionStorage') ?? '[]');
    return Array.isArray(strokes) && strokes.every(isStroke) ? strokes : [];
  } catch {
    return [];
  }
}

/** Puts what was drawn before a reload on the pad, and keeps what is drawn from then on until the tab is closed. */
export function keepSketch(sketch: Sketch): void {
  for (const [first, ...rest] of kept()) {
    sketch.begin(first);
    sketch.extend(rest);
    sketch.end();
  }
  sketch.subscribe((change) => {
    if (change === 'drawing') remember(KEY, JSON.stringify(sketch.finished), 'sessionStorage');
  });
}
