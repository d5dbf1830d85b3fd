import { useLayoutEffect, useRef } from 'preact/hooks';
import * as messages from '../app/messages';
import { theme } from '../ui/theme';

const SIDE = 28;

interface Props {
  image: Float32Array | null;
  /** What it is an image of. */
  name?: string;
  id?: string;
}

/** An image that the network is given, a square a pixel, in the colour of the ink. */
export function Pixels({ image, name = messages.common.yourDrawing, id }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    context.clearRect(0, 0, SIDE, SIDE);
    if (!image) return;
    context.fillStyle = getComputedStyle(canvas.current!).color;
    image.forEach((ink, i) => {
      if (ink <= 0) return;
      context.globalAlpha = Math.min(1, ink);
      context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
    });
  }, [image, theme.value]);
  return (
    <div class="pixels">
      <canvas
        ref={canvas}
        id={id}
        data-testid={id}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={image ? messages.draw.seen(name) : messages.draw.nothingYet}
      />
    </div>
  );
}
