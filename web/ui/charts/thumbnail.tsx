import { useEffect, useRef } from 'preact/hooks';
import { theme } from '../theme';
import css from './thumbnail.module.css';

interface Props {
  /** Ink: 0 paper to 255. */
  pixels: ArrayLike<number>;
  rows: number;
  columns: number;
  channels?: number;
  label: string;
}

/** A small picture of ink on paper, in the colours of the page. */
export function Thumbnail({ pixels, rows, columns, channels = 1, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const mode = theme.value;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < rows * columns; i++) {
      if (channels === 3) {
        for (let c = 0; c < 3; c++) image.data[4 * i + c] = pixels[3 * i + c];
        image.data[4 * i + 3] = 255;
      } else {
        image.data[4 * i + 3] = pixels[i];
      }
    }
    context.globalCompositeOperation = 'source-over';
    context.putImageData(image, 0, 0);
    if (channels === 3) return;
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = getComputedStyle(canvas.current!).color;
    context.fillRect(0, 0, columns, rows);
  }, [pixels, rows, columns, channels, mode]);
  return (
    <canvas class={css.thumbnail} ref={canvas} width={columns} height={rows} role="img" aria-label={label} />
  );
}
