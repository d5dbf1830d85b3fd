import type { Character } from '../../wasm/library/index';
import { SIDE } from '../state/drawing';
import { WIDTH } from '../state/pen';
import type { Sketch } from '../state/sketch';

/** Draws a frame on the pad, around the ink of strokes in this box. */
export function mountOutline(outline: HTMLElement, sketch: Sketch): (box: Character['box'] | null) => void {
  return (box) => {
    outline.hidden = !box;
    if (!box) return;
    const [left, top, right, bottom] = box;
    const share = (length: number, whole: number) => `${(100 * length) / whole}%`;
    outline.style.left = share(left - WIDTH, sketch.width);
    outline.style.top = share(top - WIDTH, SIDE);
    outline.style.width = share(right - left + 2 * WIDTH, sketch.width);
    outline.style.height = share(bottom - top + 2 * WIDTH, SIDE);
  };
}
