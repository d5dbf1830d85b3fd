// `npm run bench` and its parts: node tests/bench/run.mjs native|web|peers|scale ... [--rounds N] [--round-ms MS]
// [--networks keras-simple,book-cnn,numpy-cnn,jaxnet], or against REV. Prints tables, keeps the figures in build/bench/.
import { parseArgs } from 'node:util';
import { Failure, main } from '../../.tools/steps.mjs';
import { benchAgainst } from './against.mjs';
import { benchNative } from './native.mjs';
import { networks } from './networks.mjs';
import { benchPeers } from './peers.mjs';
import { benchScale } from './scale.mjs';
import { benchWeb } from './web.mjs';

const suites = { native: benchNative, web: benchWeb, peers: benchPeers, scale: benchScale };

function number(name, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Failure(`--${name} must be a positive number, got ${text}`);
  return value;
}

function choices(name, chosen, known) {
  for (const one of chosen) {
    if (!known.includes(one)) throw new Failure(`${name} must be of ${known.join(', ')}, got ${one}`);
  }
  return chosen;
}

await main(import.meta.url, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '7' },
      'round-ms': { type: 'string', default: '1000' },
      networks: { type: 'string', default: Object.keys(networks).join() },
    },
  });
  const options = {
    rounds: number('rounds', values.rounds),
    round_ms: number('round-ms', values['round-ms']),
    networks: choices('--networks', values.networks.split(','), Object.keys(networks)),
  };
  const [first, ...others] = positionals;
  if (first === 'against') return benchAgainst(options, others);
  for (const name of choices('the part', positionals, Object.keys(suites))) await suites[name](options);
});
