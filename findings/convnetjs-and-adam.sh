#!/bin/sh
# ConvNetJS 0.3.0 (npm, November 2026) does gradient descent with momentum where its trainer is asked for Adam, and says nothing.
#
# Its trainer knows 'adagrad', 'adadelta' and 'windowgrad'; a method of any other name, a wrong one too, is 'sgd', with a momentum
# of 0.9 where none is given. Five steps by 'adam' and by a made-up method give the very numbers that 'sgd' gives, and 'adagrad'
# gives others.
#
# Who compares with it should compare by SGD and momentum, on both sides.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --ignore-scripts convnetjs@0.3.0
cat > try.cjs <<'JS'
const convnetjs = require('convnetjs');

/** The weights after five steps by this method, all from the same. */
function trained(method) {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
    { type: 'softmax', num_classes: 2 },
  ]);
  const numbers = () => net.getParamsAndGrads().flatMap(({ params }) => [...params]);
  let next = 0;
  for (const { params } of net.getParamsAndGrads()) for (let i = 0; i < params.length; i++) params[i] = 0.1 * ++next;
  const trainer = new convnetjs.SGDTrainer(net, { method, learning_rate: 0.1, batch_size: 1 });
  for (let step = 0; step < 5; step++) {
    const sample = new convnetjs.Vol(1, 1, 2, 0);
    [sample.w[0], sample.w[1]] = [step % 2, 0.5];
    trainer.train(sample, step % 2);
  }
  return numbers().map((number) => number.toFixed(9)).join(' ');
}

const sgd = trained('sgd');
console.log(`sgd: ${sgd}`);
for (const [method, isSame] of [['adam', true], ['no such method', true], ['adagrad', false]]) {
  const found = trained(method);
  console.log(`${method}: ${found === sgd ? 'the same' : found}`);
  if ((found === sgd) !== isSame) process.exitCode = 1;
}
JS
node try.cjs
