import { effect } from '@preact/signals';
import { theme } from '../ui/theme';
import type { View } from '../workers/inside';
import type { InsideState } from './state';

type Paint = (view: View | null) => void;

/** Paints what is in view, once a frame at most and only what has changed, as the network answers. */
export class Screen {
  readonly #painters = new Map<Element, Paint>();
  readonly #shown = new Set<Element>();
  /** What looks as it should. */
  readonly #painted = new Set<Element>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) this.#shown.add(target);
        else this.#shown.delete(target);
      this.#schedule();
    },
    { rootMargin: '20%' },
  );
  #frame = 0;

  constructor(private readonly inside: InsideState) {}

  /** Paints from now on, until the way out is called. */
  open(): () => void {
    const end = effect(() => {
      void [this.inside.client.view.value, theme.value];
      this.#painted.clear();
      this.#schedule();
    });
    return () => {
      end();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    };
  }

  /** Has this element painted while it is in view, until the way out is called. */
  add(element: Element, paint: Paint): () => void {
    this.#painters.set(element, paint);
    this.#observer.observe(element);
    this.again(element);
    return () => {
      this.#painters.delete(element);
      this.#shown.delete(element);
      this.#painted.delete(element);
      this.#observer.unobserve(element);
    };
  }

  /** This element is to be painted again although the network has not answered. */
  again(element: Element): void {
    this.#painted.delete(element);
    this.#schedule();
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const view = this.inside.client.view.peek();
      for (const element of this.#shown) {
        if (this.#painted.has(element)) continue;
        this.#painted.add(element);
        this.#painters.get(element)?.(view);
      }
    });
  }
}
