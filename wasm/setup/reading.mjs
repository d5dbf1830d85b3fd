// The part of an engine that reads: it is made to read, and what it never called meanwhile is left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bounds, broken, coarse, numbers, placed, specked } from '../../tests/bench/ink/drawings.mjs';
import { dice } from '../../tests/bench/ink/random.mjs';
import { photographed } from '../../tests/photograph.mjs';
import { binaryen } from './emscripten.mjs';
import { at } from './project.mjs';
import { without } from './without.mjs';

const PAD = 400;

/** Digits alone, in lines, on top of each other, with points and specks, in pieces and told badly. */
function* drawings() {
  const die = dice(1);
  const lines = readFileSync(at('tests/fixtures/ink/digits.jsonl'), 'utf8').trim().split('\n');
  const digits = lines.map((line) => ({ ...JSON.parse(line), writer: 'somebody' }));
  yield [];
  yield [[50, 50]];
  yield [[-1.5e-7, 0, 7, -20, 1e3, 0.25]];
  for (const { strokes } of digits) {
    const one = placed(strokes, PAD, 0.5);
    yield one;
    yield broken(one, 0.05, die);
    yield coarse(one, 12);
    yield specked(one, die);
    yield [...one, ...placed(die.pick(digits).strokes, PAD, 0.5)];
  }
  for (const { strokes } of numbers(digits, 150, 1)) {
    yield strokes;
    const { left, top, width, height } = bounds(strokes);
    yield [...strokes, [left + 1.1 * width, top + height]];
  }
}

const written = [...drawings()];
const steps = [
  { even_pen: false },
  { centre: false },
  { even_pen: false, centre: false },
  ...[true, false].map((centre) => ({ scale: false, even_pen: false, centre, paper: PAD })),
];
const papers = [{}, { shade: 0.35, noise: 8 }, { paper: 30, ink: 210 }, { ruling: 55, squared: true }];

/** All that the page's reader asks for, and the library in order to read. */
function read(engine) {
  engine.features();
  engine.set_thread_count(1);
  engine.thread_count();
  for (const [name, share] of [
    ['inkling', 1],
    ['inkling-kuzushiji', 0.1],
  ]) {
    const session = engine.open(readFileSync(at(`src/presets/${name}.safetensors`)));
    session.name();
    session.labels();
    session.parameters();
    session.predict(new Float32Array(2 * 784), 2);
    const some = written.slice(0, share * written.length);
    for (const strokes of some) session.read(JSON.stringify({ strokes, pen: 4 }), '{}');
    for (const each of steps) session.read(JSON.stringify({ strokes: written[3] }), JSON.stringify(each));
    for (const [first, paper] of papers.entries())
      for (let i = first; i < some.length; i += 29) session.read_picture(photographed(some[i], paper));
    session.delete();
  }
  engine.live_objects();
  engine.memory_bytes();
}

/** Whether each function of the module that was instrumented has been called. */
function profile({ exports }) {
  const memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  const pages = 16;
  const start = memory.grow(pages) * 65536;
  const length = exports.__write_profile(start, pages * 65536);
  // A hash of the module, then the time of each function's first call.
  const times = new DataView(memory.buffer, start + 8, length - 8);
  return (i) => times.getUint32(4 * i, true) > 0;
}

/** file('-reading.wasm') from file('.wasm') and its file('.js'). */
export async function makeReadingPart(run, env, file) {
  const watched = file('-watched.wasm');
  const instrument = ['--instrument', '--all-features', file('.wasm'), '-o', watched];
  await run(binaryen('wasm-split', env), instrument, env);
  const module = await WebAssembly.compile(readFileSync(watched));
  const { default: start } = await import(pathToFileURL(file('.js')).href);
  let instance;
  const instantiateWasm = (imports, ready) => {
    instance = new WebAssembly.Instance(module, imports);
    return ready(instance, module);
  };
  read(await start({ instantiateWasm, threads: 1 }));
  writeFileSync(file('-reading.wasm'), without(readFileSync(file('.wasm')), profile(instance)));
}
