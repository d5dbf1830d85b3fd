import { effect, signal } from '@preact/signals';
import { atPace } from '../ui/at_pace';
import { inWords } from '../ui/words';
import { latestOnly } from '../workers/latest_only';
import type { Shown } from './parts';
import type { InsideState } from './state';
import type { Place } from './window';

/** While somebody draws, a number is worked out so often. */
const PACE_MS = 120;

/** Asks the engine how the number that is looked at comes about. */
export class SumWatch {
  readonly shown = signal<Shown | null>(null);
  readonly trouble = signal('');
  readonly #ask = latestOnly(() => this.#answer());
  #place: Place | null = null;

  constructor(private readonly inside: InsideState) {}

  /** From now on, until the way out is called. */
  open(): () => void {
    const { place, client } = this.inside;
    const calm = atPace(PACE_MS, () => this.#ask(null));
    const end = effect(() => {
      const [now, view] = [place.value, client.view.value];
      if (!now || !view) {
        this.#place = this.shown.value = null;
      } else if (now !== this.#place) {
        this.#place = now;
        this.#ask(null);
      } else {
        calm.ask();
      }
    });
    return () => {
      end();
      calm.cancel();
      this.#place = null;
    };
  }

  async #answer(): Promise<void> {
    const { place: wanted, client } = this.inside;
    const [place, view, about] = [wanted.peek(), client.view.peek(), client.about.peek()];
    if (!place || !view || !about) return;
    const { image, activations } = view;
    const off = [...client.off.peek()];
    try {
      const sum = await client.ask((service) =>
        service.weightedSum(image, place.layer, place.index, { off }),
      );
      if (wanted.peek()?.layer !== place.layer || about !== client.about.peek()) return;
      const input = place.layer ? activations[place.layer - 1] : image;
      this.trouble.value = '';
      this.shown.value = { place, layer: about.layers[place.layer], input, sum };
    } catch (error) {
      this.trouble.value = inWords(error);
    }
  }
}
