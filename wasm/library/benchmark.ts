/* eslint-disable @typescript-eslint/require-await -- promises, so that a worker can stand between */
import type { BoundBenchmark } from './module';
import { refusal } from './trouble';
import type * as api from './types';

/** The one owner of a benchmark in the engine: it deletes it. */
export class Benchmark implements api.Benchmark {
  #bound: BoundBenchmark | null;

  constructor(
    bound: BoundBenchmark,
    private readonly onDispose: (gone: Benchmark) => void,
  ) {
    this.#bound = bound;
  }

  get #alive(): BoundBenchmark {
    if (!this.#bound) throw refusal('benchmark', 'it was disposed of');
    return this.#bound;
  }

  async train(): Promise<void> {
    this.#alive.train();
  }

  async read(): Promise<void> {
    this.#alive.read();
  }

  async figures(): Promise<api.BenchmarkFigures> {
    return JSON.parse(this.#alive.figures()) as api.BenchmarkFigures;
  }

  dispose(): void {
    this.#bound?.delete();
    this.#bound = null;
    this.onDispose(this);
  }
}
