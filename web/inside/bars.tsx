import { useEffect, useRef } from 'preact/hooks';
import { spokenName } from '../data/published';
import { atPace } from '../ui/at_pace';
import { sureness } from '../ui/words';
import css from './bars.module.css';
import { WORDS_MS } from './figures';
import type { InsideState } from './state';

interface Props {
  inside: InsideState;
  layer: number;
  labels: readonly string[];
}

/** What the network answers, a bar a class: they move with every frame, so nothing is rendered again. */
export function Bars({ inside: { screen }, layer, labels }: Props) {
  const list = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = list.current!;
    const rows = [...element.children].map((row) => ({
      row: row as HTMLElement,
      fill: row.children[1].firstElementChild as HTMLElement,
      value: row.children[2],
    }));
    let values: Float32Array | undefined;
    const words = atPace(WORDS_MS, () =>
      rows.forEach(({ value }, i) => {
        const share = values ? sureness(values[i]) : '';
        if (value.textContent !== share) value.textContent = share;
      }),
    );
    const end = screen.add(element, (view) => {
      values = view?.activations[layer];
      const best = values ? Math.max(...values) : NaN;
      rows.forEach(({ row, fill }, i) => {
        row.dataset.best = String(values?.[i] === best);
        fill.style.transform = `scaleX(${(values?.[i] ?? 0).toFixed(3)})`;
      });
      words.ask();
    });
    return () => {
      end();
      words.cancel();
    };
  }, [layer, labels, screen]);
  return (
    <span ref={list} class={css.bars} lang={labels.some(spokenName) ? 'ja' : undefined} translate={false}>
      {labels.map((label) => (
        <span key={label} class={css.row}>
          <span class={css.label}>{label}</span>
          <span class={css.track}>
            <span class={css.fill} />
          </span>
          <span class={css.value} />
        </span>
      ))}
    </span>
  );
}
