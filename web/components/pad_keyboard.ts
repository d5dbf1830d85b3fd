import { CENTRE, moved } from '../state/cursor';
import type { Point } from '../state/drawing';
import { SIDE } from '../state/drawing';
import type { Sketch } from '../state/sketch';

/** Draws with the keyboard: a visible nib that moves in steps, with the pen up or down. */
export function drawWithKeyboard(
  pad: HTMLElement,
  nib: HTMLElement,
  sketch: Sketch,
  announce: (words: string) => void,
): void {
  let cursor = CENTRE;
  let down = false;

  const point = (event: Event): Point => ({ ...cursor, t: event.timeStamp, pressure: 0.5 });

  function show(visible: boolean): void {
    nib.hidden = !visible;
    nib.dataset.down = String(down);
    nib.style.left = `${(100 * cursor.x) / sketch.width}%`;
    nib.style.top = `${(100 * cursor.y) / SIDE}%`;
  }

  function lower(event: Event): void {
    down = true;
    sketch.begin(point(event));
    announce('Pen down');
  }

  function lift(): void {
    down = false;
    sketch.end();
    announce('Pen up');
  }

  pad.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(cursor, event.key, event.shiftKey, sketch.width);
    if (next) {
      cursor = next;
      if (down) sketch.extend([point(event)]);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (event.repeat) return event.preventDefault();
      if (down) lift();
      else lower(event);
    } else if (event.key === 'Escape' && down) {
      lift();
    } else if (event.key === 'c' || event.key === 'C') {
      sketch.clear();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    show(true);
  });

  // Undo and clear may take the live stroke away under the pen.
  sketch.subscribe(() => {
    if (!down || sketch.live) return;
    down = false;
    show(!nib.hidden);
  });
  pad.addEventListener('focus', () => show(pad.matches(':focus-visible')));
  pad.addEventListener('pointerdown', () => show(false));
  pad.addEventListener('blur', () => {
    if (down) lift();
    show(false);
  });
}
