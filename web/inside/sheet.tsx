import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../ui/theme';
import css from './sheet.module.css';
import { canvasOf, paint, type Tiling } from './maps';
import { paletteOf } from './colours';
import type { InsideState } from './state';

/** The width of an element, as it changes; 0 while it is not shown. */
export function useWidth<Kind extends HTMLElement>(): [RefObject<Kind>, number] {
  const element = useRef<Kind>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.current?.clientWidth ?? 0)));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

const NOTHING = new Float32Array();

interface Props {
  inside: InsideState;
  layer: number;
  tiling: Tiling;
}

/** Maps of a layer on one canvas, painted as the network answers. */
export function Sheet({ inside: { screen }, layer, tiling }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = canvasOf(tiling);
  const key = Object.values(tiling).join();
  useEffect(() => {
    const element = canvas.current!;
    const context = element.getContext('2d')!;
    const image = new ImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    return screen.add(element, (view) => {
      const values = view?.activations.at(layer);
      const scale = view?.scales.at(layer) ?? 1;
      paint(pixels, tiling, values ?? NOTHING, scale, paletteOf(theme.peek()));
      context.putImageData(image, 0, 0);
    });
  }, [layer, key, screen]);
  return <canvas ref={canvas} class={css.sheet} width={width} height={height} aria-hidden="true" />;
}
