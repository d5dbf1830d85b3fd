// Holds the worker that works, for tests/bench/browser.mjs to speak to.
/* global Worker */
const worker = new Worker(new URL('worker.mjs', import.meta.url), { type: 'module' });

const call = (message) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(message);
  });

globalThis.begin = (module, task) => call({ module, task });
globalThis.ask = (ms) => call({ ms });
