/** Height of the pad in drawing units; strokes are kept in these, whatever the screen. */
export const SIDE = 1000;
/** Width of the wide pad; the other is a square. */
export const WIDE = 2 * SIDE;

/** In drawing units, y downwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
/** `t` in milliseconds; `pressure` 0..1. */
export interface Point extends Place {
  readonly t: number;
  readonly pressure: number;
}
export type Stroke = readonly Point[];
export type Drawing = readonly Stroke[];

/** A drawing with what came before it and what was undone. Never changed in place. */
export interface UndoHistory {
  readonly past: readonly Drawing[];
  readonly present: Drawing;
  readonly future: readonly Drawing[];
}

export const BLANK: UndoHistory = { past: [], present: [], future: [] };

/** So many steps can be undone: each holds a list of all strokes. */
export const STEPS = 500;

function commit({ past, present }: UndoHistory, next: Drawing): UndoHistory {
  return { past: [...past, present].slice(-STEPS), present: next, future: [] };
}

export function add(history: UndoHistory, stroke: Stroke): UndoHistory {
  return commit(history, [...history.present, stroke]);
}

/** Only these strokes of the present are left; `undo` leads back. */
export function keep(history: UndoHistory, left: Drawing): UndoHistory {
  return left.length < history.present.length ? commit(history, left) : history;
}

export function undo(history: UndoHistory): UndoHistory {
  const previous = history.past.at(-1);
  if (!previous) return history;
  return { past: history.past.slice(0, -1), present: previous, future: [history.present, ...history.future] };
}

export function redo(history: UndoHistory): UndoHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future };
}

/** What the engine takes: one `[x0, y0, x1, y1, ...]` a stroke. */
export function coordinates(drawing: Drawing): number[][] {
  return drawing.map((stroke) => stroke.flatMap(({ x, y }) => [x, y]));
}

export function between(a: Place, b: Place, share: number): Place {
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}

/** The nearest place on a pad of this width. */
export function clamped(x: number, y: number, width: number): Place {
  return { x: Math.min(width, Math.max(0, x)), y: Math.min(SIDE, Math.max(0, y)) };
}
