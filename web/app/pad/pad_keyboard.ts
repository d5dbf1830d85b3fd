import * as messages from '../messages';
import { CENTRE, moved } from './cursor';
import { clamped, type Point } from '../../state/drawing';
import { keyName } from '../../ui/keys';
import type { Sketch } from '../../state/sketch';
import type { Nib } from './nib';

/** Keys that clear while the pad has the focus, also while their pen is down. */
const CLEARING = ['c', 'delete', 'backspace'];

/** Draws with the keyboard: a visible nib that moves in steps, with the pen up or down. */
export function drawWithKeyboard(
  pad: HTMLElement,
  nib: Nib,
  sketch: Sketch,
  announce: (words: string) => void,
): void {
  let cursor = CENTRE;
  let down = false;

  const point = (event: Event): Point => ({ ...cursor, t: event.timeStamp, pressure: 0.5 });

  const show = () => nib.show(cursor, down ? 'down' : 'up');

  function lower(event: Event): void {
    down = true;
    sketch.begin(point(event));
    announce(messages.draw.penDown);
  }

  function lift(): void {
    down = false;
    sketch.end();
    announce(messages.draw.penUp);
  }

  pad.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A pointer is drawing.
    if (sketch.isDown && !down) return;
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
    } else if (CLEARING.includes(keyName(event))) {
      sketch.clear();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    show();
  });

  // The pad may get narrow, and undo and clear may take the live stroke away under the pen.
  sketch.subscribe(() => {
    cursor = clamped(cursor.x, cursor.y, sketch.width);
    if (!down || sketch.live) return;
    down = false;
    if (nib.isShown) show();
  });
  pad.addEventListener('focus', () => {
    if (pad.matches(':focus-visible')) show();
  });
  pad.addEventListener('pointerdown', () => nib.hide());
  pad.addEventListener('blur', () => {
    if (down) lift();
    nib.hide();
  });
}
