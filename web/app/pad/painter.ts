import { between, type Drawing, type Place, type Point, SIDE } from '../../state/drawing';
import { easedWidth, nominalWidth } from '../../state/pen';
import type { PadImage } from '../../state/sketch';

/** A line whose width changes is drawn in pieces that differ by no more than this (drawing units). */
const WIDTH_STEP = 0.6;
/** Pixels of an image, each way. */
const PIXELS = 28;

/** Draws strokes on a canvas as smooth lines whose width follows the pen, adding only what is new. */
export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #painted = 0;
  #width = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
  }

  /** Gives the canvas the pixels of the screen; everything must be painted again after it. */
  resize(): void {
    const pixels = (length: number) => Math.max(1, Math.round(length * devicePixelRatio));
    const [width, height] = [pixels(this.#canvas.clientWidth), pixels(this.#canvas.clientHeight)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }

  all(finished: Drawing, live: readonly Point[] | null, image: PadImage | null): void {
    const context = this.#context;
    const scale = this.#canvas.height / SIDE;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.#canvas.width / scale, SIDE);
    context.strokeStyle = context.fillStyle = getComputedStyle(this.#canvas).color;
    context.lineCap = context.lineJoin = 'round';
    if (image) this.#pixels(image);
    for (const stroke of finished) {
      this.#painted = 0;
      this.more(stroke);
    }
    this.#painted = 0;
    if (live) this.more(live);
  }

  /** Adds the points of the live stroke that are not painted yet. */
  more(stroke: readonly Point[]): void {
    if (this.#painted === stroke.length) return;
    if (this.#painted === 0) this.#dot(stroke[0]);
    for (let i = Math.max(1, this.#painted); i < stroke.length; ++i) this.#bend(stroke, i);
    this.#painted = stroke.length;
    // The curve ends half a step behind: a straight line takes the ink to the pen.
    if (stroke.length > 1)
      this.#line(between(stroke[stroke.length - 2], stroke[stroke.length - 1], 0.5), stroke.at(-1)!);
  }

  #pixels(image: PadImage): void {
    const side = SIDE / PIXELS;
    image.forEach((ink, i) => {
      this.#context.globalAlpha = ink;
      this.#context.fillRect((i % PIXELS) * side, Math.floor(i / PIXELS) * side, side, side);
    });
    this.#context.globalAlpha = 1;
  }

  #dot(point: Point): void {
    this.#width = nominalWidth(point);
    this.#context.beginPath();
    this.#context.arc(point.x, point.y, this.#width / 2, 0, 2 * Math.PI);
    this.#context.fill();
  }

  /** A quadratic curve from the middle of the last step to the middle of step i, bending at point i - 1. */
  #bend(stroke: readonly Point[], i: number): void {
    const corner = stroke[i - 1];
    const from = between(stroke[Math.max(0, i - 2)], corner, 0.5);
    const to = between(corner, stroke[i], 0.5);
    const before = this.#width;
    this.#width = easedWidth(before, stroke[i]);
    const pieces = Math.max(1, Math.ceil(Math.abs(this.#width - before) / WIDTH_STEP));
    for (let piece = 0; piece < pieces; ++piece) {
      this.#context.lineWidth = before + ((piece + 1) / pieces) * (this.#width - before);
      this.#curve(from, corner, to, piece / pieces, (piece + 1) / pieces);
    }
  }

  /** The part of a quadratic curve between two parameters: again a quadratic curve (de Casteljau). */
  #curve(from: Place, corner: Place, to: Place, begin: number, end: number): void {
    const at = (s: number, t: number) => between(between(from, corner, s), between(corner, to, s), t);
    const [a, b, c] = [at(begin, begin), at(begin, end), at(end, end)];
    this.#context.beginPath();
    this.#context.moveTo(a.x, a.y);
    this.#context.quadraticCurveTo(b.x, b.y, c.x, c.y);
    this.#context.stroke();
  }

  #line(from: Place, to: Place): void {
    this.#context.beginPath();
    this.#context.moveTo(from.x, from.y);
    this.#context.lineTo(to.x, to.y);
    this.#context.stroke();
  }
}
