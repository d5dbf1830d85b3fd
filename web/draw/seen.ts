import * as messages from '../app/messages';

const SIDE = 28;

/** Shows the image that the network is given, a square a pixel, in the colour of the ink. */
export function mountSeen(
  canvas: HTMLCanvasElement,
  name = messages.common.yourDrawing,
): (image: Float32Array | null) => void {
  const context = canvas.getContext('2d')!;
  return (image) => {
    canvas.setAttribute('aria-label', image ? messages.draw.seen(name) : messages.draw.nothingYet);
    context.clearRect(0, 0, SIDE, SIDE);
    if (!image) return;
    context.fillStyle = getComputedStyle(canvas).color;
    image.forEach((ink, i) => {
      if (ink <= 0) return;
      context.globalAlpha = Math.min(1, ink);
      context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
    });
  };
}
