import { signal } from '@preact/signals';
import { recall, remember } from '../state/memory';

const KEY = 'reproducible';

/** Whether no engine will do but one that trains to the same weights as any other device: a choice that is remembered. */
export class Reproducible {
  /** What was chosen, while the engine for it is on its way. */
  readonly chosen = signal<boolean | null>(null);
  #change: Promise<void> | null = null;

  constructor(private readonly changeEngine: (reproducible: boolean) => Promise<void>) {}

  static wasChosen(): boolean {
    return recall(KEY) !== null;
  }

  /** Rejects, in words, where such an engine does not arrive: then all is as before. */
  async choose(reproducible: boolean): Promise<void> {
    this.chosen.value = reproducible;
    const change = (this.#change = this.changeEngine(reproducible));
    try {
      await change;
      remember(KEY, reproducible ? 'yes' : null);
    } finally {
      if (change === this.#change) this.chosen.value = null;
    }
  }
}
