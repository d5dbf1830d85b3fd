import type { Stroke } from '../../state/drawing';

/** The hand that holds a pen touches the pad at most this long before the pen does, and after it. */
const HAND_MS = 2000;

/** Tells the marks of a hand that holds a pen from the strokes of a finger. Times are those of the events. */
export class Palm {
  #pen = -Infinity;
  #marks: { stroke: Stroke; t: number }[] = [];

  /** The pen is on the pad, or over it. */
  sawPen(t: number): void {
    this.#pen = t;
  }

  /** Whether a touch at `t` is the hand's. */
  touchesAt(t: number): boolean {
    return t - this.#pen < HAND_MS;
  }

  /** A touch has left this stroke; should the pen come soon, it was the hand. */
  left(stroke: Stroke, t: number): void {
    this.#marks = [...this.#recent(t), { stroke, t }];
  }

  /** What the hand has left before the pen came at `t`; it is told once. */
  marksBefore(t: number): Stroke[] {
    const marks = this.#recent(t);
    this.#marks = [];
    return marks.map(({ stroke }) => stroke);
  }

  #recent(now: number) {
    return this.#marks.filter(({ t }) => now - t < HAND_MS);
  }
}
