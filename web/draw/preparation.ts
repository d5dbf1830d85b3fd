import { type ReadonlySignal, signal } from '@preact/signals-core';
import * as messages from '../app/messages';
import type { Preparation, Stage } from '../workers/recognizer_worker';
import { mountSeen } from './seen';

export interface PreparationElements {
  preparation: HTMLDetailsElement;
  preparationOff: HTMLElement;
  stages: HTMLElement;
}

/** Of a drawing that is read: what one stage makes of the character that is looked at, and what is read in it. */
export interface ShownStage {
  image: Stage['images'][number];
  says: string;
}

/** The drawing as it is, and each step on the way to what the network sees. */
const STEPS = [
  { step: null, name: messages.draw.steps.drawn },
  { step: 'scale', name: messages.draw.steps.scale },
  { step: 'even_pen', name: messages.draw.steps.even_pen },
  { step: 'centre', name: messages.draw.steps.centre },
] as const;

/** A picture of the drawing after each step, and a switch that leaves the step out. Folded away it costs nothing. */
export function mountPreparation({ preparation, preparationOff, stages }: PreparationElements): {
  wanted: ReadonlySignal<Preparation>;
  show: (shown: readonly ShownStage[] | null) => void;
} {
  const wanted = signal<Preparation>({ steps: {}, stages: false });

  const figures = STEPS.map(({ step, name }) => {
    const item = document.createElement('li');
    const pixels = document.createElement('div');
    const canvas = document.createElement('canvas');
    const label = document.createElement(step ? 'label' : 'p');
    const says = document.createElement('p');
    pixels.className = 'pixels';
    canvas.width = canvas.height = 28;
    canvas.setAttribute('role', 'img');
    pixels.append(canvas);
    label.className = 'stage-name';
    label.textContent = name;
    if (step) {
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = true;
      box.addEventListener('change', () => {
        const steps = { ...wanted.value.steps, [step]: box.checked };
        const off = Object.values(steps).filter((on) => !on).length;
        item.dataset.off = String(!box.checked);
        preparationOff.textContent = off ? messages.draw.stepsOff(off) : '';
        wanted.value = { ...wanted.value, steps };
      });
      label.prepend(box);
    }
    says.className = 'hint';
    item.append(pixels, label, says);
    stages.append(item);
    return { says, show: mountSeen(canvas, name) };
  });

  preparation.addEventListener('toggle', () => {
    wanted.value = { ...wanted.value, stages: preparation.open };
  });

  return {
    wanted,
    show(shown) {
      figures.forEach(({ says, show }, i) => {
        show(shown?.[i].image ?? null);
        says.textContent = shown?.[i].says ?? '';
      });
    },
  };
}
