import { useEffect, useRef, useState } from 'preact/hooks';
import * as messages from '../../app/messages';
import './language';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../theme';
import css from './lines.module.css';
import { type Drawn, optionsOf } from './plot';
import { lastFilled } from './rows';
import { Values } from './values';

interface Props extends Drawn {
  x: readonly number[];
}

const dataOf = (x: readonly number[], lines: Drawn['lines'], { scale }: Drawn['up']) =>
  [
    [...x],
    ...lines.map(({ values }) =>
      values.map((value) => (value === null || !scale ? value : scale.place(value))),
    ),
  ] as uPlot.AlignedData;

/** Lines, as wide as there is room. The values at the pointer, or at a cursor that the arrow keys move, are shown and spoken. */
export function Lines({ x, ...drawn }: Props) {
  const { title, lines, across, up, counts } = drawn;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const kind = lines.map(({ label, colour }) => label + colour).join();
  const mode = theme.value;

  useEffect(() => {
    const element = place.current!;
    const chart = new uPlot(optionsOf(drawn, element, setCursor), dataOf(x, lines, up), element);
    plot.current = chart;
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: Math.max(200, element.clientWidth), height: chart.height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [kind, mode, counts?.join()]);

  useEffect(() => {
    plot.current?.setData(dataOf(x, lines, up));
  }, [x, lines]);

  const last = x.length - 1;
  const at = Math.min(cursor ?? last, last);
  const shown = lines.map(({ label, values }) => {
    const value = last < 0 ? null : values[lastFilled(values, at)];
    return { label, value: value === null ? '–' : up.format(value) };
  });
  const where = last < 0 ? '' : `${across.title} ${across.format(x[at])}`;
  const note = counts ? messages.charts.images(counts[at]) : '';

  const move = (to: number) => {
    const chart = plot.current!;
    chart.setCursor({ left: chart.valToPos(x[Math.max(0, Math.min(last, to))], 'x'), top: 0 });
  };
  const leave = () => plot.current?.setCursor({ left: -10, top: -10 });
  const step = (event: KeyboardEvent) => {
    const by = Math.max(1, Math.round(x.length / 100));
    const to = {
      ArrowLeft: at - by,
      ArrowDown: at - by,
      ArrowRight: at + by,
      ArrowUp: at + by,
      PageDown: at - 10 * by,
      PageUp: at + 10 * by,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') leave();
    if (to === undefined || last < 0) return;
    event.preventDefault();
    move(to);
  };
  const touch = ({ pointerType, clientX }: PointerEvent) => {
    const chart = plot.current!;
    if (pointerType !== 'mouse')
      chart.setCursor({ left: clientX - chart.over.getBoundingClientRect().left, top: 0 });
  };
  return (
    <figure class={css.chart}>
      <figcaption>
        <span class="eyebrow">{title}</span>
        <span class={css.where}>{where}</span>
        {lines.map(({ label, colour, dashed }, i) => (
          <span key={label} class={css.key}>
            <span class={dashed ? `${css.stroke} ${css.dashed}` : css.stroke} data-colour={colour} />
            {label} <b data-line={label}>{shown[i].value}</b>
          </span>
        ))}
        {note && <span>{note}</span>}
      </figcaption>
      <div
        class={css.plot}
        ref={place}
        role="slider"
        tabIndex={0}
        aria-label={messages.charts.chart(title)}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={
          [where, ...shown.map(({ label, value }) => `${label} ${value}`), note].filter(Boolean).join(', ') ||
          messages.charts.nothingYet
        }
        onKeyDown={step}
        onBlur={leave}
        onPointerDown={touch}
        onPointerMove={touch}
      />
      <Values x={x} {...drawn} />
    </figure>
  );
}
