import { useEffect, useRef } from 'preact/hooks';
import { spokenName } from '../data/published';
import { sureness } from '../ui/words';
import css from './bars.module.css';
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
    const rows = [...list.current!.children].map((row) => ({
      row: row as HTMLElement,
      fill: row.children[1].firstElementChild as HTMLElement,
      value: row.children[2] as HTMLElement,
    }));
    return screen.add(list.current!, (view) => {
      const values = view?.activations[layer];
      const best = values ? Math.max(...values) : NaN;
      rows.forEach(({ row, fill, value }, i) => {
        row.dataset.best = String(values?.[i] === best);
        fill.style.transform = `scaleX(${values?.[i] ?? 0})`;
        const words = values ? sureness(values[i]) : '';
        if (value.textContent !== words) value.textContent = words;
      });
    });
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
