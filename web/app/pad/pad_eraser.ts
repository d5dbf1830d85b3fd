import * as messages from '../messages';
import type { Place } from '../../state/drawing';
import { touched } from './eraser';
import type { Sketch } from '../../state/sketch';
import type { Nib } from './nib';
import type { Tool } from './pad_pointer';

/** Takes away the strokes that it touches; a circle shows where it is. */
export function makeEraser(sketch: Sketch, nib: Nib, announce: (words: string) => void): Tool {
  let place: Place;
  let before = 0;

  function rub(to: Place): void {
    sketch.erase(touched(sketch.finished, place, to));
    place = to;
    nib.show(to, 'eraser');
  }

  return {
    down(point) {
      before = sketch.finished.length;
      place = point;
      rub(point);
    },
    move: (points) => points.forEach(rub),
    up() {
      const gone = before - sketch.finished.length;
      sketch.end();
      nib.hide();
      announce(messages.draw.erased(gone));
    },
  };
}
