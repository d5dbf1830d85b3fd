import { batch, effect, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { TrainingContext } from '../app/context';
import { coordinates, type Drawing, SIDE } from '../state/drawing';
import { recall, remember } from '../state/memory';
import { Sketch } from '../state/sketch';
import { inWords } from '../ui/words';
import { latestOnly } from '../workers/latest_only';
import { LessonClient, type LessonService } from '../workers/lesson';

/** A 4: it has upright, level and slanted strokes. */
const FOUR = [
  [560, 180, 480, 330, 390, 470, 280, 610, 420, 612, 560, 608, 760, 600],
  [620, 420, 622, 560, 616, 700, 612, 860],
];

/** What the lessons share: the engine, the drawing, and which of them are done. */
export class LearnState {
  readonly client: LessonClient;
  readonly sketch = new Sketch();
  /** The drawing, as lists of coordinates. */
  readonly strokes = signal<number[][]>([]);
  /** The drawing as MNIST would have it; null of none. */
  readonly image = signal<Float32Array | null>(null);
  /** Why something could not be computed, or ''. */
  readonly trouble = signal('');
  /** Counts up where somebody tries again. */
  readonly tries = signal(0);
  readonly done = signal<ReadonlySet<string>>(new Set((recall('lessons') ?? '').split(' ').filter(Boolean)));
  readonly #see = latestOnly(() => this.#prepare());

  constructor(readonly app: TrainingContext) {
    this.client = new LessonClient(app.options);
    this.sketch.subscribe(() => {
      this.strokes.value = coordinates(this.sketch.strokes);
    });
    effect(() => {
      void [this.strokes.value, this.tries.value];
      this.#see(null);
    });
  }

  /** Asks the engine; what is wrong is told, and answered with null. */
  async ask<T>(question: (service: Remote<LessonService>) => Promise<T>): Promise<T | null> {
    try {
      const answer = await this.client.ask(question);
      this.trouble.value = '';
      return answer;
    } catch (error) {
      this.trouble.value = inWords(error);
      return null;
    }
  }

  /** Puts this on the pad: a drawing that Undo takes away again. */
  draw(strokes: readonly (readonly number[])[]): void {
    batch(() => {
      this.sketch.clear();
      for (const stroke of strokes) {
        const points = Array.from({ length: stroke.length / 2 }, (_, i) => ({
          x: stroke[2 * i],
          y: stroke[2 * i + 1],
          t: 0,
          pressure: 0.5,
        }));
        this.sketch.begin(points[0]);
        this.sketch.extend(points.slice(1));
        this.sketch.end();
      }
    });
  }

  /** What is on the pad of the Draw tab, or else a drawing of ours: there is something to see from the start. */
  begin(): void {
    if (!this.sketch.isEmpty) return;
    const drawn: Drawing = this.app.sketch.finished;
    const isOne = drawn.length > 0 && this.app.sketch.width === SIDE && this.app.seen.peek().length === 1;
    this.draw(isOne ? coordinates(drawn) : FOUR);
  }

  finish(lesson: string): void {
    if (this.done.peek().has(lesson)) return;
    this.done.value = new Set([...this.done.peek(), lesson]);
    remember('lessons', [...this.done.peek()].join(' '));
  }

  async #prepare(): Promise<void> {
    const strokes = this.strokes.peek();
    const image = strokes.length ? await this.ask((service) => service.image(strokes)) : null;
    if (this.strokes.peek().length > 0 || !image) this.image.value = image;
  }
}
