import { SIDE } from '../../state/drawing';
import type { Change, Sketch } from '../../state/sketch';
import { Nib } from './nib';
import { drawWithKeyboard } from './pad_keyboard';
import { drawWithPointer } from './pad_pointer';
import { Painter } from './painter';
import { theme } from '../../ui/theme';

export interface PadElements {
  pad: HTMLCanvasElement;
  sheet: HTMLElement;
  nib: HTMLElement;
}

/** The sheet of paper: shows the sketch, and draws on it with whatever the person has. */
export function mountPad(
  { pad, sheet, nib }: PadElements,
  sketch: Sketch,
  announce: (words: string) => void,
): void {
  const painter = new Painter(pad);
  let pending: Change | null = null;

  function paint(): void {
    const change = pending;
    pending = null;
    if (change === 'ink' && sketch.live) painter.more(sketch.live);
    else painter.all(sketch.finished, sketch.live, sketch.image);
  }

  function schedule(change: Change): void {
    if (!pending) requestAnimationFrame(paint);
    if (pending !== 'drawing') pending = change;
  }

  function refit(): void {
    painter.resize();
    pending = 'drawing';
    paint();
  }

  const shape = () => (sheet.dataset.wide = String(sketch.width > SIDE));

  shape();
  // Both show the nib. A pointer that comes hides the keyboard's first.
  const shownNib = new Nib(nib, sketch);
  drawWithKeyboard(pad, shownNib, sketch, announce);
  drawWithPointer(pad, shownNib, sketch, announce);
  sketch.subscribe((change) => {
    sheet.dataset.empty = String(sketch.isEmpty);
    shape();
    schedule(change);
  });
  new ResizeObserver(refit).observe(pad);
  addEventListener('resize', refit);
  theme.subscribe(() => schedule('drawing'));
  matchMedia('(forced-colors: active)').addEventListener('change', () => schedule('drawing'));
}
