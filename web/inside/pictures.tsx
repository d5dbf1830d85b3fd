import { useLayoutEffect, useRef } from 'preact/hooks';
import { theme } from '../ui/theme';
import css from './why.module.css';

const SIDE = 28;
/** Pixels of the canvas for one of the image, where those have patterns. */
const CELL = 12;
/** A lesser change of ink is not seen. */
const LEAST = 0.04;

interface CanvasProps {
  side: number;
  label: string;
  testid: string;
  /** What the picture depends on. */
  given: unknown[];
  paint: (context: CanvasRenderingContext2D, colour: (name: string) => string) => void;
}

function Canvas({ side, label, testid, given, paint }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const style = getComputedStyle(canvas.current!);
    context.clearRect(0, 0, side, side);
    paint(context, (name) => style.getPropertyValue(name));
    context.globalAlpha = 1;
  }, [...given, theme.value]);
  return (
    <canvas
      ref={canvas}
      class={css.picture}
      width={side}
      height={side}
      role="img"
      aria-label={label}
      data-testid={testid}
    />
  );
}

interface TintedProps {
  image: Float32Array;
  tint: Float32Array;
  label: string;
}

/** An image with what speaks for a class in one colour and what against it in another: the ink itself, and faintly the paper. */
export function Tinted({ image, tint, label }: TintedProps) {
  const most = tint.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    <Canvas
      side={SIDE}
      label={label}
      testid="why-image"
      given={[image, tint]}
      paint={(context, colour) => {
        const [ink, speaksFor, against] = [colour('--ink'), colour('--accent'), colour('--line-3')];
        const fill = (i: number, style: string, alpha: number) => {
          context.fillStyle = style;
          context.globalAlpha = alpha;
          context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
        };
        image.forEach((value, i) => {
          const shade = Math.min(1, Math.max(0, value));
          const share = most ? Math.abs(tint[i]) / most : 0;
          // Little is seen too on the ink, and only much on the paper.
          const size = Math.sqrt(share);
          if (shade) fill(i, ink, 0.3 * shade * (1 - size));
          if (share) fill(i, tint[i] > 0 ? speaksFor : against, shade * size + 0.4 * (1 - shade) * share);
        });
      }}
    />
  );
}

interface GhostProps {
  before: Float32Array;
  after: Float32Array;
  label: string;
}

/** An image with what another has more, as full squares, and what it has less, as hollow ones. */
export function Ghost({ before, after, label }: GhostProps) {
  return (
    <Canvas
      side={SIDE * CELL}
      label={label}
      testid="change-image"
      given={[before, after]}
      paint={(context, colour) => {
        const [ink, added, removed] = [colour('--ink'), colour('--accent'), colour('--line-3')];
        context.lineWidth = 2;
        before.forEach((value, i) => {
          const [x, y] = [(i % SIDE) * CELL, Math.floor(i / SIDE) * CELL];
          const more = after[i] - value;
          context.fillStyle = ink;
          context.globalAlpha = 0.55 * Math.min(value, after[i]);
          context.fillRect(x, y, CELL, CELL);
          if (Math.abs(more) < LEAST) return;
          context.globalAlpha = Math.min(1, 0.25 + Math.abs(more));
          if (more > 0) {
            context.fillStyle = added;
            context.fillRect(x + 1, y + 1, CELL - 2, CELL - 2);
          } else {
            context.strokeStyle = removed;
            context.strokeRect(x + 2, y + 2, CELL - 4, CELL - 4);
          }
        });
      }}
    />
  );
}
