import { type Place, SIDE } from '../../state/drawing';
import { ERASER } from './eraser';
import type { Sketch } from '../../state/sketch';

export type Tip = 'up' | 'down' | 'eraser';

/** Shows where the keyboard's pen or the eraser is. */
export class Nib {
  readonly #element: HTMLElement;
  readonly #sketch: Sketch;

  constructor(element: HTMLElement, sketch: Sketch) {
    this.#element = element;
    this.#sketch = sketch;
  }

  get isShown(): boolean {
    return !this.#element.hidden;
  }

  show({ x, y }: Place, tip: Tip): void {
    const { style, dataset } = this.#element;
    this.#element.hidden = false;
    dataset.tip = tip;
    style.left = `${(100 * x) / this.#sketch.width}%`;
    style.top = `${(100 * y) / SIDE}%`;
    style.height = tip === 'eraser' ? `${(200 * ERASER) / SIDE}%` : '';
  }

  hide(): void {
    this.#element.hidden = true;
  }
}
