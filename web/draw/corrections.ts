import { signal } from '@preact/signals-core';
import type { Character } from '../../wasm/library/index';
import { coordinates, type Drawing } from '../state/drawing';
import { addDrawings, removeDrawings } from '../state/my_drawings';

/** A character as it was read, or as the person says, with its strokes themselves. */
export interface ShownCharacter extends Omit<Character, 'strokes'> {
  strokes: Drawing;
  said: boolean;
}

interface Correction {
  strokes: Drawing;
  label: string;
  /** Which of My drawings it is. */
  id: string;
}

const areSame = (a: Drawing, b: Drawing) => a.length === b.length && a.every((stroke, i) => stroke === b[i]);

/** What the person says that strokes are. It holds as long as exactly these strokes are one character. */
export class Corrections {
  readonly #all = signal<readonly Correction[]>([]);

  /** The characters that were read of `drawing`, corrected. */
  apply(characters: readonly Character[], drawing: Drawing): ShownCharacter[] {
    return characters.map((character) => {
      // The drawing may have changed since it was read.
      const strokes = character.strokes.map((i) => drawing[i]).filter((stroke) => stroke);
      const label = this.#find(strokes)?.label;
      if (label === undefined) return { ...character, strokes, said: false };
      return { ...character, strokes, label, confidence: 1, rejected: false, said: true };
    });
  }

  /** Adds the strokes to My drawings, in place of what was said of them before, which is returned. */
  say(strokes: Drawing, label: string | undefined): string | undefined {
    const before = this.#find(strokes);
    if (before) removeDrawings([before.id]);
    const others = this.#all.value.filter((one) => one !== before);
    if (label !== undefined) {
      const [{ id }] = addDrawings([{ strokes: coordinates(strokes), label }]);
      others.push({ strokes, label, id });
    }
    this.#all.value = others;
    return before?.label;
  }

  #find(strokes: Drawing): Correction | undefined {
    return this.#all.value.find((one) => areSame(one.strokes, strokes));
  }
}
