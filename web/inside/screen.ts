import { effect } from '@preact/signals';
import { theme } from '../ui/theme';
import type { View } from '../workers/inside';
import { scaleFor } from './maps';
import type { InsideState } from './state';

type Paint = (view: View | null) => void;

/** Paints what is in view, once a frame at most, as the network answers. */
export class Screen {
  readonly #painters = new Map<Element, Paint>();
  readonly #shown = new Set<Element>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) this.#shown.add(target);
        else this.#shown.delete(target);
      this.schedule();
    },
    { rootMargin: '20%' },
  );
  readonly #scales = new Map<number, number>();
  #of: View | null = null;
  #frame = 0;

  constructor(private readonly inside: InsideState) {}

  /** Paints from now on, until the way out is called. */
  open(): () => void {
    const { client, seen, tint, ghost } = this.inside;
    const end = effect(() => {
      void [client.view.value, seen.value, tint.value, ghost.value, theme.value];
      this.schedule();
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
    return () => {
      this.#painters.delete(element);
      this.#shown.delete(element);
      this.#observer.unobserve(element);
    };
  }

  schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const view = this.inside.client.view.peek();
      for (const element of this.#shown) this.#painters.get(element)?.(view);
    });
  }

  /** What the deepest colour stands for in a layer: one scale for all of its maps. */
  scaleOf(view: View, layer: number): number {
    if (view !== this.#of) this.#scales.clear();
    this.#of = view;
    let scale = this.#scales.get(layer);
    if (scale === undefined) this.#scales.set(layer, (scale = scaleFor(view.activations[layer])));
    return scale;
  }
}
