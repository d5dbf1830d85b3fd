import { useEffect, useRef } from 'preact/hooks';
import * as messages from '../app/messages';
import { theme } from '../ui/theme';
import { paletteOf } from './colours';
import { alone } from './figures';
import css from './legend.module.css';
import type { InsideState } from './state';

interface Props {
  inside: InsideState;
  /** Whose scale is told; without one only what the colours are. */
  layer?: number;
}

/** What the colours stand for. */
export function Legend({ inside: { screen }, layer }: Props) {
  const bar = useRef<HTMLCanvasElement>(null);
  const [least, most] = [useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)];
  const { below, above } = messages.inside;
  useEffect(() => {
    const palette = paletteOf(theme.value);
    const image = new ImageData(palette.length, 1);
    new Uint32Array(image.data.buffer).set(palette);
    bar.current!.getContext('2d')!.putImageData(image, 0, 0);
  }, [theme.value]);
  useEffect(() => {
    if (layer === undefined) return;
    const write = (element: HTMLElement, words: string) => {
      if (element.textContent !== words) element.textContent = words;
    };
    return screen.add(bar.current!, (view) => {
      const scale = view?.scales.at(layer);
      write(least.current!, scale ? alone(-scale) : below);
      write(most.current!, scale ? alone(scale) : above);
    });
  }, [layer, screen]);
  return (
    <p class={css.legend} translate={false}>
      <span ref={least}>{below}</span>
      <canvas ref={bar} class={css.bar} width={paletteOf('light').length} height={1} aria-hidden="true" />
      <span ref={most}>{above}</span>
    </p>
  );
}
