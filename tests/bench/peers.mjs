// `npm run bench:peers`: Inkling beside other programs at the same work.
import { inBrowser } from './browser.mjs';
import { native, web } from './contenders.mjs';
import { buildPrograms } from './native.mjs';
import { networks, withSgd } from './networks.mjs';
import * as peers from './peers/contenders.mjs';
import { installPeers } from './peers/setup.mjs';
import { race } from './race.mjs';
import { circumstances, heads, keep, rows, table } from './report.mjs';
import { buildLibrary } from './web.mjs';

/** Each race: its name, and who takes part given how to start something in the browser. */
function program(names) {
  const wanted = (name) => names.includes(name);
  const training = names.map((name) => ({
    name: `Chromium, train \`${name}\`, batch ${networks[name].batch_size}`,
    contenders: (start) => [...web(start, networks[name], {}), ...peers.webTraining(start, name)],
  }));
  const bySgd = names.filter(peers.trainsBySgd).map((name) => ({
    name: `Chromium, train \`${name}\` by SGD, batch ${networks[name].batch_size}`,
    contenders: (start) => [...web(start, withSgd(networks[name]), {}), ...peers.webSgd(start, name)],
  }));
  const asking = [256, 1].map((batch_size) => ({
    name: `Chromium, ask \`keras-simple\`, ${batch_size === 1 ? 'one image' : `batch ${batch_size}`}`,
    contenders: (start) => [
      ...web(start, networks['keras-simple'], { work: 'predict', batch_size }),
      ...web(start, networks['keras-simple'], { work: 'packed', batch_size }),
      ...peers.webInference(start, 'keras-simple', batch_size),
    ],
  }));
  const nativeTraining = ['keras-simple', 'book-cnn'].filter(wanted).map((name) => ({
    name: `native, train \`${name}\`, batch 128`,
    contenders: () => [...native(networks[name], {}), ...peers.nativeTraining(name)],
  }));
  const nativeAsking = {
    name: 'native, ask `keras-simple`, batch 256',
    contenders: () => [
      ...native(networks['keras-simple'], { work: 'predict', batch_size: 256 }),
      ...native(networks['keras-simple'], { work: 'packed', batch_size: 256 }),
      ...peers.nativeInference('keras-simple', 256),
    ],
  };
  const inference = wanted('keras-simple') ? [...asking, nativeAsking] : [];
  return [...training, ...bySgd, ...nativeTraining, ...inference];
}

export async function benchPeers(options) {
  await buildPrograms();
  await buildLibrary();
  await installPeers();
  const races = [];
  await inBrowser(async (start) => {
    for (const { name, contenders } of program(options.networks)) {
      const result = await race(name, contenders(start), options);
      races.push(result);
      circumstances(result);
      keep('peers', { races });
    }
  });
  console.log();
  table(heads, races.flatMap(rows));
}
