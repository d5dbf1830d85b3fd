import type { Sketch } from '../state/sketch';
import { coordinates } from '../state/drawing';
import { addDrawings, removeDrawings } from '../state/my_drawings';

interface TeachElements {
  details: HTMLDetailsElement;
  labels: HTMLElement;
}

/** "It was a 4": adds the drawing to My drawings. Returns how to show it for these labels, or not. */
export function mountTeach(
  { details, labels }: TeachElements,
  sketch: Sketch,
  toast: (words: string, action?: { label: string; run: () => void }) => void,
): (names: readonly string[] | null) => void {
  let shown = '';
  const add = (label: string) => {
    const [added] = addDrawings([{ strokes: coordinates(sketch.strokes), label }]);
    details.open = false;
    sketch.clear();
    toast(`Added to My drawings as ${label}.`, {
      label: 'Undo',
      run: () => {
        removeDrawings([added.id]);
        sketch.undo();
      },
    });
  };
  return (names) => {
    details.hidden = names === null;
    if (!names || shown === names.join('\n')) return;
    shown = names.join('\n');
    labels.replaceChildren(
      ...names.map((name) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'chip';
        button.textContent = name;
        button.addEventListener('click', () => add(name));
        return button;
      }),
    );
  };
}
