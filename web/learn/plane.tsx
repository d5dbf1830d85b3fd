import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import * as messages from '../app/messages';
import { theme } from '../ui/theme';
import css from './plane.module.css';

/** A number as it is shown: short, and none of them -0. */
export const short = (value: number) =>
  String(Number(value.toFixed(Math.abs(value) < 10 ? 3 : 1)) + 0).replace('-', '\u2212');

/** Between the places of two steps with Shift. */
const FAR = 5;

interface Props {
  name: string;
  values: Float32Array;
  rows: number;
  columns: number;
  /** What is painted full; the largest of its own numbers by default. */
  most?: number;
  /** How wide it is beside others, as a share; 1 by default. */
  share?: number;
  /** The place that is looked at, and who hears of another one. */
  chosen?: number;
  onChoose?: (place: number) => void;
  /** A frame: row, column, rows and columns. */
  frame?: readonly [number, number, number, number] | null;
  testid?: string;
}

/** Numbers in rows as a picture: ink for what is above 0, blue for what is below, as on Inside. */
export function Plane({
  name,
  values,
  rows,
  columns,
  most,
  share = 1,
  chosen,
  onChoose,
  frame,
  testid,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const mode = theme.value;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const style = getComputedStyle(canvas.current!);
    const full = most ?? values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
    context.clearRect(0, 0, columns, rows);
    values.forEach((value, i) => {
      context.fillStyle = value < 0 ? style.accentColor : style.color;
      context.globalAlpha = Math.min(1, Math.abs(value) / full);
      context.fillRect(i % columns, Math.floor(i / columns), 1, 1);
    });
  }, [values, rows, columns, most, mode]);
  const framed =
    frame ?? (chosen === undefined ? null : [Math.floor(chosen / columns), chosen % columns, 1, 1]);
  useLayoutEffect(() => {
    box.current!.style.width = `${100 * share}%`;
    if (!framed || !mark.current) return;
    const [row, column, high, wide] = framed;
    const { style } = mark.current;
    style.left = `${(100 * column) / columns}%`;
    style.top = `${(100 * row) / rows}%`;
    style.width = `${(100 * wide) / columns}%`;
    style.height = `${(100 * high) / rows}%`;
  });

  const point = (event: PointerEvent) => {
    if (!onChoose || (event.type === 'pointermove' && event.pointerType !== 'mouse' && !event.buttons))
      return;
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    const at = (share: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    const [row, column] = [
      at((event.clientY - top) / height, rows),
      at((event.clientX - left) / width, columns),
    ];
    if (row * columns + column !== chosen) onChoose(row * columns + column);
  };
  const step = (event: KeyboardEvent) => {
    const far = event.shiftKey ? FAR : 1;
    const by = { ArrowLeft: [0, -far], ArrowRight: [0, far], ArrowUp: [-far, 0], ArrowDown: [far, 0] }[
      event.key
    ];
    if (!by || chosen === undefined) return;
    event.preventDefault();
    const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
    const row = within(Math.floor(chosen / columns) + by[0], rows);
    onChoose!(row * columns + within((chosen % columns) + by[1], columns));
  };
  const asSlider = onChoose &&
    chosen !== undefined && {
      role: 'slider' as const,
      tabIndex: 0,
      'aria-valuemin': 0,
      'aria-valuemax': rows * columns - 1,
      'aria-valuenow': chosen,
      'aria-valuetext': messages.learn.pixel(
        Math.floor(chosen / columns) + 1,
        (chosen % columns) + 1,
        short(values[chosen] ?? 0),
      ),
    };
  return (
    <figure class={css.figure}>
      <figcaption class="eyebrow">{name}</figcaption>
      <div
        ref={box}
        class={css.plane}
        data-testid={testid}
        role="img"
        aria-label={name}
        {...asSlider}
        onPointerDown={point}
        onPointerMove={point}
        onKeyDown={step}
      >
        <canvas ref={canvas} width={columns} height={rows} />
        {framed && <div class={css.mark} ref={mark} />}
      </div>
    </figure>
  );
}
