import {
  add,
  BLANK,
  type Drawing,
  keep,
  type Point,
  redo,
  SIDE,
  type Stroke,
  undo,
  type UndoHistory,
  WIDE,
} from './drawing';

/** `ink`: the stroke being drawn grew; `drawing`: anything else changed. */
export type Change = 'ink' | 'drawing';

/** An image that lies on the pad as it is: ink 0 to 1, row by row, 28x28. */
export type PadImage = Float32Array;

/** Points nearer to the last one than this (drawing units) say nothing new. */
const NEAREST = 1;

/** The drawing being made: its history, and the stroke under the pen, or what the eraser has left so far. */
export class Sketch {
  #history: UndoHistory = BLANK;
  #live: Point[] | null = null;
  #left: Drawing | null = null;
  #image: PadImage | null = null;
  /** What lay on the pad before the image. */
  #beneath: UndoHistory = BLANK;
  #wide = false;
  readonly #listeners = new Set<(change: Change) => void>();

  get strokes(): Drawing {
    return this.#live ? [...this.finished, this.#live] : this.finished;
  }
  get finished(): Drawing {
    return this.#left ?? this.#history.present;
  }
  get live(): readonly Point[] | null {
    return this.#live;
  }
  /** Whether the pen or the eraser is down. */
  get isDown(): boolean {
    return this.#live !== null || this.#left !== null;
  }
  /** In place of strokes. */
  get image(): PadImage | null {
    return this.#image;
  }
  /** Of the pad, in drawing units: it is wide where that is asked for, and where ink would else lie beside it. */
  get width(): number {
    return this.#wide || this.strokes.some((stroke) => stroke.some(({ x }) => x > SIDE)) ? WIDE : SIDE;
  }
  get isEmpty(): boolean {
    return this.strokes.length === 0 && !this.#image;
  }
  get canUndo(): boolean {
    return this.#image !== null || this.isDown || this.#history.past.length > 0;
  }
  get canRedo(): boolean {
    return !this.isDown && this.#history.future.length > 0;
  }

  subscribe(listener: (change: Change) => void): void {
    this.#listeners.add(listener);
  }

  widen(wide: boolean): void {
    this.#wide = wide;
    this.#notify('drawing');
  }

  /** Puts an image on the pad; strokes make way until undo, and a new stroke takes its place. */
  open(image: PadImage): void {
    this.end();
    if (!this.#image) this.#beneath = this.#history;
    this.clear();
    this.#image = image;
    this.#notify('drawing');
  }

  begin(point: Point): void {
    this.end();
    this.#removeImage();
    this.#live = [point];
    this.#notify('ink');
  }

  extend(points: readonly Point[]): void {
    const live = this.#live;
    if (!live) return;
    const before = live.length;
    for (const point of points) {
      const last = live[live.length - 1];
      if (Math.hypot(point.x - last.x, point.y - last.y) >= NEAREST) live.push(point);
    }
    if (live.length > before) this.#notify('ink');
  }

  /** Takes finished strokes away; all that go until `end()` come back by one `undo()`. */
  erase(strokes: readonly Stroke[]): void {
    if (this.#live) this.end();
    this.#removeImage();
    const before = this.finished;
    this.#left = before.filter((stroke) => !strokes.includes(stroke));
    if (this.#left.length < before.length) this.#notify('drawing');
  }

  end(): void {
    const [stroke, left] = [this.#live, this.#left];
    this.#live = this.#left = null;
    if (stroke) this.#become(add(this.#history, stroke));
    if (left) this.#become(keep(this.#history, left));
  }

  /** Takes back what pen or eraser is doing as if it had never been begun. */
  cancel(): void {
    if (!this.isDown) return;
    this.#live = this.#left = null;
    this.#notify('drawing');
  }

  undo(): void {
    if (this.isDown) this.cancel();
    else if (this.#image) {
      this.#removeImage();
      this.#become(this.#beneath);
    } else this.#become(undo(this.#history));
  }

  redo(): void {
    if (this.isDown) return;
    this.#removeImage();
    this.#become(redo(this.#history));
  }

  clear(): void {
    this.end();
    this.#removeImage();
    this.#become(keep(this.#history, []));
  }

  #removeImage(): void {
    if (!this.#image) return;
    this.#image = null;
    this.#notify('drawing');
  }

  #become(history: UndoHistory): void {
    if (history === this.#history) return;
    this.#history = history;
    this.#notify('drawing');
  }

  #notify(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
