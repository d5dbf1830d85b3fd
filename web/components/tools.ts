import type { Sketch } from '../state/sketch';

/** Where keys mean something else. */
const TYPED = 'input:not([type="radio"], [type="checkbox"]), select, textarea';

/** Undo, redo and clear: the buttons, and their keys anywhere on the page. */
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
    if (event.altKey || typing) return;
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && (key === 'y' || (key === 'z' && event.shiftKey))) sketch.redo();
    else if (command && key === 'z') sketch.undo();
    else if (!command && (key === 'delete' || key === 'backspace' || key === 'escape')) sketch.clear();
    else return;
    event.preventDefault();
  });
}
