import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as messages from '../app/messages';
import { theme } from '../ui/theme';
import { colourOf, type Colour, mixed, packed } from './colours';
import css from './drawing.module.css';
import type { InsideState } from './state';

const SIDE = 28;

/** Of ink that a changed image has and this one has not, and the other way round. */
const GHOST: Record<'light' | 'dark', { more: Colour; less: Colour }> = {
  light: { more: [77, 122, 58], less: [122, 94, 168] },
  dark: { more: [147, 196, 125], less: [183, 155, 230] },
};
const INK: Record<'light' | 'dark', Colour> = { light: [29, 36, 51], dark: [241, 234, 219] };
/** How much of the ink is seen under a tint. */
const TINT = 0.85;

/** The image as it is shown: ink on paper, the tint over it, and what a changed image has otherwise. */
function paint(
  pixels: Uint32Array,
  { tint, ghost }: InsideState,
  image: Float32Array | undefined,
  mode: 'light' | 'dark',
): void {
  const speaks = tint.peek();
  const changed = ghost.peek();
  const most = speaks ? Math.max(1e-9, ...speaks.map(Math.abs)) : 1;
  const paper = colourOf(mode, 0);
  for (let i = 0; i < pixels.length; i++) {
    const ink = Math.max(0, Math.min(1, image?.[i] ?? 0));
    let colour = mixed(paper, INK[mode], ink);
    if (speaks) {
      const share = Math.abs(speaks[i]) / most;
      colour = mixed(colour, colourOf(mode, Math.sign(speaks[i])), TINT * Math.sqrt(share));
    }
    const change = changed ? changed[i] - ink : 0;
    if (change)
      colour = mixed(colour, change > 0 ? GHOST[mode].more : GHOST[mode].less, Math.min(1, Math.abs(change)));
    pixels[i] = packed(colour);
  }
}

/** The image that the network is given, and the part of it that the number depends on; once `again` beside the number. */
export function Seen({ inside, again = false }: { inside: InsideState; again?: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current!;
    const context = element.getContext('2d')!;
    const image = new ImageData(SIDE, SIDE);
    const pixels = new Uint32Array(image.data.buffer);
    const { screen, seen, tint, ghost } = inside;
    const ends = [
      screen.add(element, (view) => {
        paint(pixels, inside, seen.peek()?.image ?? view?.image, theme.peek());
        context.putImageData(image, 0, 0);
      }),
      effect(() => {
        void [seen.value, tint.value, ghost.value];
        screen.again(element);
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [inside]);
  const field = inside.field.value;
  const share = (pixels: number) => `${(100 * pixels) / SIDE}%`;
  return (
    <figure class={css.seen}>
      <div class={css.image}>
        <canvas
          ref={canvas}
          width={SIDE}
          height={SIDE}
          data-testid={again ? undefined : 'inside-seen'}
          role="img"
          aria-label={
            inside.seen.value ? messages.draw.seen(messages.common.yourDrawing) : messages.draw.nothingYet
          }
        />
        {field && (
          <span
            class={css.field}
            data-testid={again ? undefined : 'receptive-field'}
            style={{
              left: share(field.left),
              top: share(field.top),
              width: share(field.right - field.left + 1),
              height: share(field.bottom - field.top + 1),
            }}
          />
        )}
      </div>
      <figcaption class="eyebrow">{messages.draw.networkSees}</figcaption>
    </figure>
  );
}
