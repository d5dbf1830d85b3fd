// Contenders at the same work, in turn, so that what else the machine does strikes all alike.
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
export const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];

/** Median and range. */
export function spread(numbers) {
  const all = sorted(numbers);
  return { median: median(all), min: all[0], max: all.at(-1) };
}

/** How often as fast the first is as the second: the ratios of their rounds. */
export const ratio = (first, second) => spread(first.rounds.map((speed, i) => speed / second.rounds[i]));

/** So long do threads that wait for work by turning in circles, and they must not disturb the next contender. */
const pause_ms = 150;

/**
 * A contender is { name, threads, start() }, which starts { round(ms), close() }; a round works for at least so long
 * and says { images, seconds }. One that does not start is left out, with its reason.
 * Returns { name, load, results: { contender: { name, threads, rounds } }, missing }, speeds in images a second.
 */
export async function race(name, contenders, { rounds, round_ms }) {
  const running = [];
  const missing = [];
  const before = loadavg()[0];
  try {
    for (const contender of contenders) {
      try {
        const started = await contender.start();
        running.push({ ...contender, ...started, speeds: [] });
        await started.round(1);
      } catch (error) {
        missing.push({ name: contender.name, threads: contender.threads, reason: error.message });
      }
    }
    for (let i = 0; i < rounds; ++i) {
      // Nobody always comes after the same other.
      for (const { round, speeds } of i % 2 ? running.toReversed() : running) {
        const { images, seconds } = await round(round_ms);
        speeds.push(images / seconds);
        await sleep(pause_ms);
      }
    }
  } finally {
    for (const { close } of running) await close();
  }
  const results = running.map(({ name, threads, speeds }) => ({ name, threads, rounds: speeds }));
  return { name, load: [before, loadavg()[0]], results, missing };
}
