import { signal } from '@preact/signals';
import type { Point, TimedEpoch } from '../state/database';
import { MovingMean } from './moving_mean';
import type { TimedBatch } from './training_events';
import type { RunAbout } from './unfinished_runs';

const POINTS = 1500;
/** In epochs: points of a chart are not nearer than this. */
const NEAREST = 1e-3;
const MEASURE_MS = 500;

/** How a run has gone so far, and how fast it goes. */
export class History {
  readonly latest = signal<TimedBatch | null>(null);
  readonly epochs = signal<TimedEpoch[]>([]);
  readonly points = signal<Point[]>([]);
  /** Images a second. */
  readonly speed = signal(0);
  readonly seconds_left = signal<number | null>(null);
  #pace = { images: 0, at: 0, share: 0, begun: 0 };
  #apart = NEAREST;
  #mean = new MovingMean();

  clear(): void {
    this.latest.value = null;
    this.epochs.value = [];
    this.points.value = [];
    this.speed.value = 0;
    this.seconds_left.value = null;
    this.#apart = NEAREST;
    this.#mean = new MovingMean();
  }

  restore({ epochs, latest }: RunAbout): void {
    this.epochs.value = epochs;
    this.latest.value = latest;
    this.#mean = new MovingMean(latest);
    // Of what was before only the means over whole epochs are kept.
    this.points.value = epochs.map(({ epoch, loss, accuracy }) => ({
      at: epoch - 0.5,
      loss,
      accuracy: accuracy ?? null,
    }));
  }

  /** The time until now does not count. */
  restartClock(): void {
    this.#pace = { images: 0, at: 0, share: 0, begun: 0 };
  }

  add(event: TimedBatch | TimedEpoch): void {
    if (event.event === 'epoch_end') {
      this.epochs.value = [...this.epochs.value, event];
      return;
    }
    this.latest.value = event;
    const at = event.epoch - 1 + event.batch / event.batches;
    const mean = this.#mean.add(event);
    if (mean) this.#point({ at, ...mean });
    if (event.event === 'batch') this.#measure(at / event.epochs, event.images);
  }

  /** When they become too many every second one goes, and half as many come from then on. */
  #point(point: Point): void {
    const points = this.points.value;
    if (points.length && point.at - points[points.length - 1].at < this.#apart) return;
    const next = [...points, point];
    if (next.length > POINTS) this.#apart *= 2;
    this.points.value = next.length > POINTS ? next.filter((_, i) => i % 2 === 0) : next;
  }

  /** `share` of the whole run is done; `images` of the epoch, which counts anew in the next. */
  #measure(share: number, images: number): void {
    const now = performance.now();
    const pace = this.#pace;
    if (!pace.begun) this.#pace = { images, at: now, share, begun: now };
    else if (images < pace.images) this.#pace = { ...pace, images, at: now };
    else if (now - pace.at > MEASURE_MS) {
      const speed = ((images - pace.images) / (now - pace.at)) * 1000;
      this.speed.value = this.speed.value ? 0.6 * this.speed.value + 0.4 * speed : speed;
      this.#pace = { ...pace, images, at: now };
      this.seconds_left.value = (((now - pace.begun) / 1000) * (1 - share)) / (share - pace.share);
    }
  }
}
