// The part of an engine that reads: it is made to read, and what it never called meanwhile is left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { photographed } from '../../tests/photograph.mjs';
import { binaryen } from './emscripten.mjs';
import { at } from './project.mjs';

const digits = readFileSync(at('tests/fixtures/ink/digits.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).strokes);
const models = ['inkling', 'inkling-kuzushiji'].map((name) =>
  readFileSync(at(`src/presets/${name}.safetensors`)),
);

const mapped = (strokes, change) =>
  strokes.map((stroke) => stroke.map((value, i) => change(value, i % 2 ? 'y' : 'x', i)));

/** Its longer side 100, at the origin. */
function placed(strokes) {
  const values = (odd) => strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === odd));
  const [xs, ys] = [values(0), values(1)];
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  const side = Math.max(Math.max(...xs) - corner.x, Math.max(...ys) - corner.y);
  return mapped(strokes, (value, axis) => ((value - corner[axis]) * 100) / side);
}

const shifted = (strokes, by) => mapped(strokes, (value, axis) => value + (axis === 'x' ? by : 0));
const inPieces = (strokes) =>
  strokes.flatMap((stroke) => {
    const middle = 2 * Math.floor(stroke.length / 4);
    return [stroke.slice(0, middle), stroke.slice(middle)].filter(({ length }) => length);
  });
const coarse = (strokes) => mapped(strokes, (value) => 10 * Math.round(value / 10));

/** Digits alone and in lines, apart, touching and on top of each other, with points, in pieces and told badly. */
function* drawings() {
  yield [];
  yield [[50, 50]];
  yield [[-1.5e-7, 0, 7, -20, 1e3, 0.25]];
  for (const [i, digit] of digits.entries()) {
    const one = placed(digit);
    const next = (steps) => placed(digits[(i + steps) % digits.length]);
    yield one;
    yield inPieces(one);
    yield coarse(one);
    yield [...one, ...next(7)];
    for (const gap of [60, 80, 110]) yield [...one, ...shifted(next(1), gap), ...shifted(next(11), 2 * gap)];
    yield [...one, [130, 98, 131, 99], ...shifted(next(3), 160)];
  }
}

const steps = [
  { even_pen: false },
  { centre: false },
  { even_pen: false, centre: false },
  ...[true, false].map((centre) => ({ scale: false, even_pen: false, centre, paper: 400 })),
];
const papers = [{}, { shade: 0.35, noise: 8 }, { paper: 30, ink: 210 }, { ruling: 55, squared: true }];

/** All that the page's reader asks for, and the library in order to read. */
function read(engine) {
  engine.features();
  engine.set_thread_count(1);
  engine.thread_count();
  for (const [i, model] of models.entries()) {
    const session = engine.open(model);
    session.name();
    session.labels();
    session.parameters();
    session.predict(new Float32Array(2 * 784), 2);
    const written = [...drawings()].slice(0, i === 0 ? undefined : 40);
    for (const strokes of written) session.read(JSON.stringify({ strokes, pen: 4 }), '{}');
    for (const some of steps) session.read(JSON.stringify({ strokes: written.at(-1) }), JSON.stringify(some));
    for (const [first, paper] of papers.entries())
      for (let n = first; n < written.length; n += 29) session.read_picture(photographed(written[n], paper));
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

const CODE_SECTION = 10;
/** A function of three bytes: no local variables, `unreachable`, the end. */
const UNREACHABLE = Buffer.from([3, 0, 0x00, 0x0b]);

/** The module with `unreachable` in the place of each function that is not to be kept. */
export function without(module, keep) {
  let place = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0, byte = 128; byte & 128; shift += 7) {
      byte = module[place++];
      value += (byte & 127) * 2 ** shift;
    }
    return value;
  };
  const skip = () => {
    const size = number();
    place += size;
  };
  const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(value >>> 7)]);
  const functions = () => {
    number();
    const count = number();
    const bodies = Array.from({ length: count }, (_, i) => {
      const start = place;
      skip();
      return keep(i) ? module.subarray(start, place) : UNREACHABLE;
    });
    const code = Buffer.concat([Buffer.from(written(count)), ...bodies]);
    return Buffer.concat([Buffer.from([CODE_SECTION, ...written(code.length)]), code]);
  };
  const parts = [module.subarray(0, place)];
  while (place < module.length) {
    const start = place;
    if (module[place++] === CODE_SECTION) {
      parts.push(functions());
    } else {
      skip();
      parts.push(module.subarray(start, place));
    }
  }
  return Buffer.concat(parts);
}

/** file('-reading.wasm') from file('.wasm') and its file('.js'). */
export async function makeReadingPart(run, env, file) {
  const watched = file('-watched.wasm');
  const instrument = ['--instrument', '--all-features', file('.wasm'), '-o', watched];
  await run(binaryen('wasm-split', env), instrument, env);
  const { default: start } = await import(pathToFileURL(file('.js')).href);
  let instance;
  const instantiateWasm = async (imports, ready) => {
    const result = await WebAssembly.instantiate(readFileSync(watched), imports);
    instance = result.instance;
    ready(instance, result.module);
  };
  read(await start({ instantiateWasm, threads: 1 }));
  writeFileSync(file('-reading.wasm'), without(readFileSync(file('.wasm')), profile(instance)));
}
