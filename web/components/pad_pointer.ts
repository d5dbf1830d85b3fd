import { clamped, type Point, SIDE } from '../state/drawing';
import { pressureFromSpeed } from '../state/pen';
import type { Sketch } from '../state/sketch';

/** Draws with mouse, pen and finger. One pointer draws at a time; a pen goes before a resting palm. */
export function drawWithPointer(pad: HTMLElement, sketch: Sketch): void {
  let active: { id: number; type: string; box: DOMRect } | null = null;
  let last: Point | undefined;

  function point(event: PointerEvent, box: DOMRect): Point {
    const scale = SIDE / box.height;
    const [left, top] = [event.clientX - box.left, event.clientY - box.top];
    const { x, y } = clamped(left * scale, top * scale, sketch.width);
    const t = event.timeStamp;
    const felt = event.pointerType === 'pen' && event.pressure > 0;
    last = { x, y, t, pressure: felt ? event.pressure : pressureFromSpeed(last, x, y, t) };
    return last;
  }

  pad.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (active) {
      if (event.pointerType !== 'pen' || active.type !== 'touch') return;
      sketch.cancel();
    }
    active = { id: event.pointerId, type: event.pointerType, box: pad.getBoundingClientRect() };
    last = undefined;
    try {
      pad.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone again already: pointerup or pointercancel follows.
    }
    sketch.begin(point(event, active.box));
  });

  pad.addEventListener('pointermove', (event) => {
    if (event.pointerId !== active?.id) return;
    if (event.buttons === 0) return finish(event);
    const { box } = active;
    const events = event.getCoalescedEvents?.() ?? [];
    sketch.extend((events.length ? events : [event]).map((one) => point(one, box)));
  });

  function finish(event: PointerEvent): void {
    if (event.pointerId !== active?.id) return;
    active = null;
    sketch.end();
  }
  pad.addEventListener('pointerup', finish);
  pad.addEventListener('lostpointercapture', finish);
  pad.addEventListener('pointercancel', (event) => {
    if (event.pointerId !== active?.id) return;
    active = null;
    sketch.cancel();
  });

  // Safari scrolls and selects under a pencil in spite of touch-action.
  pad.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
  pad.addEventListener('contextmenu', (event) => event.preventDefault());
}
