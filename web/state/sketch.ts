import {
  add,
  BLANK,
  type Drawing,
  type History,
  keep,
  type Point,
  redo,
  SIDE,
  type Stroke,
  undo,
  WIDE,
} from './drawing';

/** `ink`: the stroke being drawn grew; `drawing`: anything else changed. */
export type Change = 'ink' | 'drawing';

/** An image that lies on the pad as it is: ink 0 to 1, row by row, 28x28. */
export type Picture = Float32Array;

/** Points nearer to the last one than this (drawing units) say nothing new. */
const NEAREST = 1;

/** The drawing being made: its history, and the stroke under the pen, or what the eraser has left so far. */
export class Sketch {
  #history: History = BLANK;
  #live: Point[] | null = null;
  #left: Drawing | null = null;
  #picture: Picture | null = null;
  /** What lay on the pad before the picture. */
  #beneath: History = BLANK;
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
  get picture(): Picture | null {
    return this.#picture;
  }
  /** Of the pad, in drawing units: it is wide where that is asked for, and where ink would else lie beside it. */
  get width(): number {
    return this.#wide || this.strokes.some((stroke) => stroke.some(({ x }) => x > SIDE)) ? WIDE : SIDE;
  }
  get isEmpty(): boolean {
    return this.strokes.length === 0 && !this.#picture;
  }
  get canUndo(): boolean {
    return this.#picture !== null || this.isDown || this.#history.past.length > 0;
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

  /** Puts a picture on the pad; strokes make way until undo, and a new stroke takes its place. */
  open(picture: Picture): void {
    this.end();
    if (!this.#picture) this.#beneath = this.#history;
    this.clear();
    this.#picture = picture;
    this.#notify('drawing');
  }

  begin(point: Point): void {
    this.end();
    this.#removePicture();
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
    this.#removePicture();
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
    else if (this.#picture) {
      this.#removePicture();
      this.#become(this.#beneath);
    } else this.#become(undo(this.#history));
  }

  redo(): void {
    if (this.isDown) return;
    this.#removePicture();
    this.#become(redo(this.#history));
  }

  clear(): void {
    this.end();
    this.#removePicture();
    this.#become(keep(this.#history, []));
  }

  #removePicture(): void {
    if (!this.#picture) return;
    this.#picture = null;
    this.#notify('drawing');
  }

  #become(history: History): void {
    if (history === this.#history) return;
    this.#history = history;
    this.#notify('drawing');
  }

  #notify(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
