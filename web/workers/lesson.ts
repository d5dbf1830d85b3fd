import type { Remote } from 'comlink';
import type { LessonService } from './lesson_worker';
import { type Link, link } from './link';
import type { OpenOptions } from './recognizer_worker';

export type { Descent, LessonModel, LessonService } from './lesson_worker';

/** The engine of the lessons, in a worker of its own: they disturb no run, and no reading. */
export class LessonClient {
  #link: Link<LessonService> | null = null;

  constructor(private readonly options: OpenOptions) {}

  /** Rejects, in words, where it is refused or the worker dies; the next question starts another one. */
  ask<T>(question: (service: Remote<LessonService>) => Promise<T>): Promise<T> {
    const { service, lost } = (this.#link ??= this.#connect());
    return Promise.race([question(service), lost]);
  }

  #connect(): Link<LessonService> {
    const own = link<LessonService>(
      () => new Worker(new URL('./lesson_worker.ts', import.meta.url), { type: 'module', name: 'lesson' }),
    );
    own.lost.catch(() => {
      if (own === this.#link) this.#link = null;
    });
    void own.service.open(this.options).catch(() => {});
    return own;
  }
}
