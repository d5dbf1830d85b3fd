import { keyName } from '../ui/keys';
import type { Sketch } from '../state/sketch';

/** Where keys mean something else. */
const TYPED = 'input:not([type="radio"], [type="checkbox"]), select, textarea';

const CLEARING = ['delete', 'backspace', 'escape'];

/** Undo, redo and clear: the buttons, and their keys wherever the focus is while the buttons are shown. */
export function mountTools(buttons: Record<'undo' | 'redo' | 'clear', HTMLElement>, sketch: Sketch): void {
  const { undo, redo, clear } = buttons;
  undo.addEventListener('click', () => sketch.undo());
  redo.addEventListener('click', () => sketch.redo());
  clear.addEventListener('click', () => sketch.clear());
  sketch.subscribe(() => {
    // aria-disabled and not disabled: a button that was just pressed keeps the focus.
    undo.setAttribute('aria-disabled', String(!sketch.canUndo));
    redo.setAttribute('aria-disabled', String(!sketch.canRedo));
    clear.setAttribute('aria-disabled', String(sketch.isEmpty));
  });

  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest(TYPED);
    const isShown = undo.getClientRects().length > 0;
    if (event.altKey || event.defaultPrevented || typing || !isShown) return;
    const key = keyName(event);
    const command = event.ctrlKey || event.metaKey;
    if (command && (key === 'y' || (key === 'z' && event.shiftKey))) sketch.redo();
    else if (command && key === 'z') sketch.undo();
    else if (!command && !sketch.isDown && CLEARING.includes(key)) sketch.clear();
    else return;
    event.preventDefault();
  });
}
