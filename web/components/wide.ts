import { SIDE } from '../state/drawing';
import type { Sketch } from '../state/sketch';

const KEY = 'inkling-wide';
/** As the stylesheet shows the button. */
const room = matchMedia('(min-width: 52rem) and (min-height: 30.01rem)');

function recall(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** The browser may deny storage: the choice then lasts as long as the page. */
function remember(wide: boolean): void {
  try {
    if (wide) localStorage.setItem(KEY, 'yes');
    else localStorage.removeItem(KEY);
  } catch {
    // Denied.
  }
}

/** A pad on which a number has room, where the page has room for the pad. */
export function mountWide(button: HTMLElement, sketch: Sketch, toast: (words: string) => void): void {
  let wanted = recall();
  const widen = () => sketch.widen(wanted && room.matches);
  const isWide = () => sketch.width > SIDE;

  sketch.subscribe(() => button.setAttribute('aria-pressed', String(isWide())));
  button.addEventListener('click', () => {
    wanted = !isWide();
    remember(wanted);
    widen();
    if (!wanted && isWide()) toast('The pad gets narrow again once its right half is empty.');
  });
  room.addEventListener('change', widen);
  widen();
}
