// `npm run bench:scale`: how images a second and memory grow with the batch, the network, the image, the threads and the
// data, natively. Each row stands beside what it would be if nothing but the arithmetic counted.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { at } from '../../.tools/project.mjs';
import { startNative } from './contenders.mjs';
import { buildPrograms } from './native.mjs';
import { learning_rate } from './networks.mjs';
import { plot } from './plot.mjs';
import { race, spread } from './race.mjs';
import { circumstances, keep, rounded, table } from './report.mjs';

const optimizer = { class_name: 'Adam', config: { learning_rate } };
const usual = { width: 16, side: 28, depth: 2, batch_size: 128, threads: 1 };

/** Convolutions of 3x3 that keep the size, as many maps each, then a pooling and ten classes. */
function networkOf({ width, side, depth }) {
  const layer = (class_name, config = {}) => ({ class_name, config });
  const convolution = { filters: width, kernel_size: [3, 3], padding: 'same', activation: 'relu' };
  const layers = [
    layer('InputLayer', { batch_shape: [null, side, side, 1] }),
    ...Array.from({ length: depth }, () => layer('Conv2D', convolution)),
    layer('MaxPooling2D', { pool_size: [2, 2], strides: [2, 2] }),
    layer('Flatten'),
    layer('Dense', { units: 10, activation: 'softmax' }),
  ];
  return { model: { class_name: 'Sequential', config: { name: 'scale', layers } }, optimizer };
}

/** Multiply-adds of an image. */
function workOf({ width, side, depth }) {
  const pixels = side * side;
  return pixels * 9 * width * (1 + (depth - 1) * width) + (pixels / 4) * width * 10;
}

/** The most memory that a program has had, in bytes; undefined where the system does not tell. */
function peakOf(pid) {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** What is changed, the values that it takes, and how much faster the last should be than the first. */
const byWork = (x) => 1 / workOf({ ...usual, ...x });
const cores = availableParallelism();
const series = [
  {
    name: 'batch size',
    points: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].map((batch_size) => ({ batch_size })),
    ideal: () => 1,
  },
  { name: 'filters of a layer', points: [16, 32, 64].map((width) => ({ width })), ideal: byWork },
  { name: 'side of the image', points: [28, 56, 112].map((side) => ({ side })), ideal: byWork },
  { name: 'convolutions', points: [2, 4, 8].map((depth) => ({ depth })), ideal: byWork },
  {
    name: 'threads',
    points: [1, 2, 3, 4, 6, 8].map((threads) => ({ threads })),
    ideal: ({ threads }) => Math.min(threads, cores),
  },
];
const valueOf = (point) => Object.values(point)[0];

async function measure({ name, points, ideal }, work, options) {
  const peaks = [];
  const contenders = points.map((point, i) => {
    const { batch_size, threads, ...shape } = { ...usual, ...point };
    return {
      name: String(valueOf(point)),
      threads,
      start: async () => {
        const program = await startNative(networkOf(shape), { work, batch_size, threads });
        const round = async (ms) => {
          const done = await program.round(ms);
          // The program takes what training needs also where it only reads.
          if (work === 'train') peaks[i] = peakOf(program.pid);
          return done;
        };
        return { ...program, round };
      },
    };
  });
  const raced = await race(`${work}, ${name}`, contenders, options);
  circumstances(raced);
  const speeds = raced.results.map(({ rounds }) => spread(rounds));
  // Everything is measured against the usual one.
  const base = points.findIndex((point) => valueOf(point) === usual[Object.keys(point)[0]]);
  const rows = points.map((point, i) => ({
    x: valueOf(point),
    speed: speeds[i],
    ideal: (speeds[base].median * ideal(point)) / ideal(points[base]),
    bytes: peaks[i],
  }));
  return { name, work, rows };
}

/** Training goes through data of so many images, in as many epochs as it takes to see 60,000. */
async function measureData(images) {
  const data =
    images > 60_000
      ? Array(images / 60_000)
          .fill('mnist')
          .join()
      : `mnist[:${images}]`;
  const epochs = Math.max(2, Math.ceil(60_000 / images));
  const words = [
    'train',
    '--preset',
    'numpy-cnn',
    '--data',
    data,
    '--epochs',
    epochs,
    '--threads',
    1,
    '--json',
  ];
  const child = spawn(at('build/native/inkling'), words.map(String));
  let text = '';
  let bytes;
  child.stdout.on('data', (more) => (text += more));
  const watch = setInterval(() => (bytes = peakOf(child.pid) || bytes), 20);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  const speeds = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).images_per_second)
    .filter(Boolean);
  return { x: images, speed: spread(speeds), bytes };
}

async function dataSeries() {
  const rows = [];
  for (const images of [1000, 4000, 15_000, 60_000, 240_000]) rows.push(await measureData(images));
  const { median } = rows.at(-2).speed;
  return { name: 'images of the data', work: 'train', rows: rows.map((row) => ({ ...row, ideal: median })) };
}

export async function benchScale(options) {
  await buildPrograms();
  const all = [];
  for (const work of ['train', 'predict'])
    for (const one of series) all.push(await measure(one, work, options));
  all.push(await dataSeries());
  for (const { name, work, rows } of all) {
    console.log(`\n${work}: ${name}\n`);
    table(
      [name, 'images/s', 'ideally', 'share', 'MB'],
      rows.map(({ x, speed, ideal, bytes }) => [
        x.toLocaleString('en'),
        rounded(speed.median),
        rounded(ideal),
        (speed.median / ideal).toFixed(2),
        bytes ? rounded(bytes / 1e6) : '',
      ]),
    );
  }
  keep('scale', { series: all });
  writeFileSync(at('build/bench/scale.svg'), plot(all));
  console.log('Drawn in build/bench/scale.svg.');
}
