import { signal } from '@preact/signals';

/** Speech follows this long after the last change, so that a live reading does not chatter. */
const PAUSE_MS = 800;

/** What a polite live region says: `soon` waits for the hand to rest, `now` does not. */
export class Announcer {
  readonly said = signal('');
  #timer = 0;

  now(words: string): void {
    clearTimeout(this.#timer);
    this.said.value = words;
  }
  soon(words: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.said.value = words), PAUSE_MS);
  }
}
