import * as messages from '../app/messages';
import { SIDE } from '../state/drawing';
import { recall, remember } from '../state/memory';
import type { Sketch } from '../state/sketch';

/** As the stylesheet shows the button. */
const room = matchMedia('(min-width: 52rem) and (min-height: 30.01rem)');

/** A pad on which a number has room, where the page has room for the pad. */
export function mountWide(button: HTMLElement, sketch: Sketch, toast: (words: string) => void): void {
  let wanted = recall('wide') !== null;
  const widen = () => sketch.widen(wanted && room.matches);
  const isWide = () => sketch.width > SIDE;

  sketch.subscribe(() => button.setAttribute('aria-pressed', String(isWide())));
  button.addEventListener('click', () => {
    wanted = !isWide();
    remember('wide', wanted ? 'yes' : null);
    widen();
    if (!wanted && isWide()) toast(messages.draw.squareAgain);
  });
  room.addEventListener('change', widen);
  widen();
}
