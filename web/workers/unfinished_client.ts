import { signal } from '@preact/signals';
import type { Ask } from './dataset_client';
import type { Unfinished } from './unfinished_runs';

/** The runs that did not come to their end, as the training worker finds them; other tabs begin and end runs too. */
export class UnfinishedClient {
  readonly runs = signal<Unfinished[]>([]);
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async look(ask = this.#ask): Promise<void> {
    this.runs.value = await ask((service) => service.unfinished());
  }

  async discard({ id }: Unfinished): Promise<void> {
    await this.#ask((service) => service.discard(id));
    await this.look();
  }
}
