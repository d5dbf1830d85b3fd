import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AppContext } from './context';
import * as messages from './messages';
import css from './tour.module.css';

const { stops } = messages.tour;

/** What each stop speaks of. */
const STOPS = [
  { ...stops.pad, about: '[data-testid="pad"]' },
  { ...stops.answer, about: '.reading' },
  { ...stops.inside, about: '[data-tab="inside"]' },
  { ...stops.train, about: '[data-tab="train"]' },
  { ...stops.learn, about: '[data-tab="learn"]' },
];

/** Between the card and what it speaks of, and the edge of the window. */
const GAP = 12;
/** In narrower windows the card does not move about. */
const WIDE = 832;

/** At the lower edge of the window; above all of the page where the pad would be under it there. */
function placeInSmall(card: HTMLElement): void {
  card.dataset.above = 'false';
  const [pad, { left, top }] = [
    document.getElementById('pad')!.getBoundingClientRect(),
    card.getBoundingClientRect(),
  ];
  card.dataset.above = String(left < pad.right && top < pad.bottom + scrollY);
}

/** Under what it speaks of, or beside it where it does not fit under it. */
function place(card: HTMLElement, target: Element): void {
  const { style } = card;
  style.left = style.top = '';
  if (innerWidth < WIDE) return placeInSmall(card);
  card.dataset.above = 'false';
  const [box, { width, height }] = [target.getBoundingClientRect(), card.getBoundingClientRect()];
  const fits = box.bottom + GAP + height < innerHeight;
  const [x, y] = fits ? [box.left, box.bottom + GAP] : [box.right + GAP, box.top];
  style.left = `${Math.max(GAP, Math.min(x, innerWidth - width - GAP))}px`;
  style.top = `${Math.max(GAP, Math.min(y, innerHeight - height - GAP))}px`;
}

/** The tour: a small card beside each thing in turn. The page stays as usable as it is. */
export function Stops({ app, onEnd }: { app: AppContext; onEnd: () => void }) {
  const [at, setAt] = useState(0);
  const card = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const { title, text, about } = STOPS[at];
  const isLast = at + 1 === STOPS.length;
  const end = () => {
    const isInside = card.current!.contains(document.activeElement);
    onEnd();
    const back = before.current?.isConnected ? before.current : document.getElementById('pad');
    if (isInside) (back as HTMLElement).focus({ preventScroll: true });
  };

  useLayoutEffect(() => {
    app.tab.value = 'draw';
    scrollTo(0, 0);
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Else it would clear the pad.
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    addEventListener('keydown', leave, { capture: true });
    return () => removeEventListener('keydown', leave, { capture: true });
  }, []);
  useLayoutEffect(() => {
    const target = document.querySelector<HTMLElement>(about)!;
    const put = () => place(card.current!, target);
    put();
    // Who comes from another tab has this one from the next frame on.
    const frame = requestAnimationFrame(put);
    target.dataset.toured = 'true';
    card.current!.focus({ preventScroll: true });
    addEventListener('resize', put);
    return () => {
      cancelAnimationFrame(frame);
      delete target.dataset.toured;
      removeEventListener('resize', put);
    };
  }, [at]);
  return (
    <div
      ref={card}
      class={css.card}
      role="dialog"
      aria-label={messages.tour.name}
      aria-describedby="tour-text"
      data-testid="tour"
      tabIndex={-1}
    >
      <h2>{title}</h2>
      <p id="tour-text">{text}</p>
      <div class={css.row}>
        <span class={css.place}>{messages.tour.place(at + 1, STOPS.length)}</span>
        {!isLast && (
          <button class="button" type="button" data-testid="tour-skip" onClick={end}>
            {messages.tour.skip}
          </button>
        )}
        <button
          class="button main"
          type="button"
          data-testid="tour-next"
          onClick={() => (isLast ? end() : setAt(at + 1))}
        >
          {isLast ? messages.tour.finish : messages.tour.next}
        </button>
      </div>
    </div>
  );
}
