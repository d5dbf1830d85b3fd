/** Lets everything that waits for this thread have its turn; timers would be slowed down in a hidden page. */
export class Turns {
  readonly #channel = new MessageChannel();

  next(): Promise<void> {
    // Node goes through a thousand messages, those that come meanwhile too, before it does anything else.
    const { setImmediate } = globalThis as { setImmediate?: (turn: () => void) => void };
    return new Promise((resolve) => {
      if (setImmediate) return setImmediate(resolve);
      this.#channel.port1.onmessage = () => resolve();
      this.#channel.port2.postMessage(null);
    });
  }

  close(): void {
    this.#channel.port1.close();
  }
}
