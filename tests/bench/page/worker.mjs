/* global postMessage */
// Works in rounds. A contender's module exports prepare(task), which gives a function that does one batch;
// task: { network (see networks.mjs), work: 'train' | 'predict', batch_size, threads, variant }.
let batch, batch_size;

async function round(ms) {
  const begin = performance.now();
  let images = 0;
  do {
    await batch();
    images += batch_size;
  } while (performance.now() - begin < ms);
  return { images, seconds: (performance.now() - begin) / 1000 };
}

globalThis.onmessage = async ({ data: { module, task, ms } }) => {
  try {
    if (!module) return postMessage(await round(ms));
    batch = await (await import(module)).prepare(task);
    batch_size = task.batch_size;
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ error: error.message ?? String(error) });
  }
};
