/* global DataTransfer, document, Image, requestAnimationFrame, self, Worker */
/** Runs in the page, before anything else: knows when what was brought has been read. */
export function watch() {
  let waiting = 0;
  let died = '';
  const during = (promise) => {
    waiting += 1;
    const done = () => (waiting -= 1);
    promise.then(done, done);
    return promise;
  };
  for (const name of ['arrayBuffer', 'text']) {
    const read = Blob.prototype[name];
    Blob.prototype[name] = function () {
      return during(read.call(this));
    };
  }
  const { createImageBitmap } = self;
  self.createImageBitmap = (...given) => during(createImageBitmap(...given));
  self.Image = class extends Image {
    set src(address) {
      const ended = ['load', 'error'].map((type) => new Promise((end) => this.addEventListener(type, end)));
      during(Promise.race(ended));
      super.src = address;
    }
  };
  // Each question to a worker has a number, and so has its answer.
  self.Worker = class extends Worker {
    #asked = new Map();
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => this.#asked.get(data?.id)?.());
      this.addEventListener('error', ({ message }) => {
        died = `a worker ended: ${message}`;
        for (const answer of this.#asked.values()) answer();
      });
    }
    postMessage(message, ...rest) {
      if (message?.id) during(new Promise((answer) => this.#asked.set(message.id, answer)));
      super.postMessage(message, ...rest);
    }
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 4));
  async function settled() {
    for (let calm = 0; calm < 4; calm = waiting ? 0 : calm + 1) await pause();
    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
  }
  let files;
  self.watched = {
    prepare(sent) {
      files = new DataTransfer();
      for (const [name, text] of sent)
        files.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    },
    async open(testid) {
      died = '';
      const input = document.querySelector(`[data-testid="${testid}"]`);
      const start = performance.now();
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await settled();
      return { seconds: (performance.now() - start) / 1000, trouble: died };
    },
    async clear() {
      const all = [...document.querySelectorAll('#drawings button')];
      all.find(({ textContent, disabled }) => textContent === 'Delete all' && !disabled)?.click();
      await settled();
    },
  };
}
