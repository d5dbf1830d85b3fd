import * as messages from '../messages';
import { clamped, type Point, SIDE } from '../../state/drawing';
import { Palm } from './palm';
import { pressureFromSpeed } from '../../state/pen';
import type { Sketch } from '../../state/sketch';
import type { Nib } from './nib';
import { makeEraser } from './pad_eraser';

/** What a pointer does on the pad. */
export interface Tool {
  down(point: Point): void;
  move(points: readonly Point[]): void;
  up(): void;
}

/** A pen that touches with its other end presses this button. */
const ERASER_BUTTON = 5;

/** Draws with mouse, pen and finger, and erases with a pen's other end. One pointer at a time; a pen goes before a palm. */
export function drawWithPointer(
  pad: HTMLElement,
  nib: Nib,
  sketch: Sketch,
  announce: (words: string) => void,
): void {
  const pencil: Tool = {
    down: (point) => sketch.begin(point),
    move: (points) => sketch.extend(points),
    up: () => sketch.end(),
  };
  const eraser = makeEraser(sketch, nib, announce);
  const palm = new Palm();
  let active: { id: number; type: string; tool: Tool } | null = null;
  let last: Point | undefined;

  // Where the pad is on the page. Asked for at each event it would have the page laid out each time. It is told from the
  // page's corner and not from the window's: a move may arrive between a scroll and the event that tells of it.
  let box: { left: number; top: number; height: number } | null = null;
  const measured = () => {
    const { left, top, height } = pad.getBoundingClientRect();
    return { left: left + scrollX, top: top + scrollY, height };
  };
  const forget = () => (box = null);
  addEventListener('scroll', forget, { capture: true, passive: true });
  addEventListener('resize', forget);
  new ResizeObserver(forget).observe(pad);

  function point(event: PointerEvent): Point {
    const { left, top, height } = (box ??= measured());
    const scale = SIDE / height;
    const { x, y } = clamped((event.pageX - left) * scale, (event.pageY - top) * scale, sketch.width);
    const t = event.timeStamp;
    const felt = event.pointerType === 'pen' && event.pressure > 0;
    last = { x, y, t, pressure: felt ? event.pressure : pressureFromSpeed(last, x, y, t) };
    return last;
  }

  function removeMarks(t: number): void {
    const marks = palm.marksBefore(t).filter((mark) => sketch.finished.includes(mark));
    if (marks.length === 0) return;
    sketch.erase(marks);
    sketch.end();
    announce(messages.draw.palmRemoved);
  }

  pad.addEventListener('pointerdown', (event) => {
    const { pointerId: id, pointerType: type, button, timeStamp } = event;
    const isPen = type === 'pen';
    const erases = isPen && button === ERASER_BUTTON;
    if (button !== 0 && !erases) return;
    if (type === 'touch' && palm.touchesAt(timeStamp)) return;
    if (active) {
      if (!isPen || active.type !== 'touch') return;
      sketch.cancel();
    }
    if (isPen) removeMarks(timeStamp);
    active = { id, type, tool: erases ? eraser : pencil };
    last = undefined;
    forget();
    try {
      pad.setPointerCapture(id);
    } catch {
      // The pointer is gone again already: pointerup or pointercancel follows.
    }
    active.tool.down(point(event));
  });

  pad.addEventListener('pointermove', (event) => {
    if (event.pointerId !== active?.id) return;
    if (event.buttons === 0) return finish(event);
    const events = event.getCoalescedEvents?.() ?? [];
    active.tool.move((events.length ? events : [event]).map(point));
  });

  function finish(event: PointerEvent): void {
    if (event.pointerId !== active?.id) return;
    const { type, tool } = active;
    const stroke = sketch.live;
    active = null;
    tool.up();
    if (type === 'touch' && stroke) palm.left(stroke, event.timeStamp);
  }
  pad.addEventListener('pointerup', finish);
  pad.addEventListener('lostpointercapture', finish);
  pad.addEventListener('pointercancel', (event) => {
    if (event.pointerId !== active?.id) return;
    sketch.cancel();
    finish(event);
  });

  for (const type of ['pointerdown', 'pointermove', 'pointerup'] as const)
    pad.addEventListener(type, (event) => {
      if (event.pointerType === 'pen') palm.sawPen(event.timeStamp);
    });

  // Safari scrolls and selects under a pencil in spite of touch-action.
  pad.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
  pad.addEventListener('contextmenu', (event) => event.preventDefault());
}
