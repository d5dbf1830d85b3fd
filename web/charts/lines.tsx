import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../components/theme';
import css from './lines.module.css';

/** One line: y over x, where x is shared by all lines of a chart. */
export interface Line {
  label: string;
  /** A custom property of the styles, as '--accent'. */
  colour: string;
  dashed?: boolean;
  values: readonly (number | null)[];
}

interface Props {
  title: string;
  x: readonly number[];
  lines: readonly Line[];
  height?: number;
  format: (value: number) => string;
}

const property = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Lines over epochs, as wide as there is room. */
export function Lines({ title, x, lines, height = 190, format }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const kind = lines.map(({ label, colour }) => label + colour).join();
  const mode = theme.value;

  useEffect(() => {
    const element = place.current!;
    const axis = {
      stroke: property('--ink-soft'),
      grid: { stroke: property('--rule'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui, sans-serif',
    };
    const size = () => ({ width: Math.max(200, element.clientWidth), height });
    const chart = new uPlot(
      {
        ...size(),
        scales: { x: { time: false } },
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 7 } },
        axes: [
          {
            ...axis,
            incrs: [1, 2, 5, 10, 20, 50, 100, 0.5, 0.25, 0.1, 0.05].sort((a, b) => a - b),
            size: 28,
          },
          { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => format(tick)) },
        ],
        series: [
          {},
          ...lines.map(({ label, colour, dashed }) => ({
            label,
            stroke: property(colour),
            width: 2,
            dash: dashed ? [6, 4] : undefined,
            spanGaps: true,
            points: {
              show: (shown: uPlot, i: number) =>
                Array.from<number | null | undefined>(shown.data[i]).filter((value) => value != null).length <
                3,
            },
          })),
        ],
      },
      [[...x], ...lines.map(({ values }) => [...values])] as uPlot.AlignedData,
      element,
    );
    plot.current = chart;
    const observer = new ResizeObserver(() => chart.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [kind, mode, height]);

  useEffect(() => {
    plot.current?.setData([[...x], ...lines.map(({ values }) => [...values])] as uPlot.AlignedData);
  }, [x, lines]);

  return (
    <figure class={css.chart}>
      <figcaption>
        <span class="eyebrow">{title}</span>
        {lines.map(({ label, colour, dashed }) => (
          <span key={label} class={css.key}>
            <span class={dashed ? `${css.stroke} ${css.dashed}` : css.stroke} data-colour={colour} />
            {label}
          </span>
        ))}
      </figcaption>
      <div ref={place} role="img" aria-label={`${title}: ${spoken(lines, format)}`} />
    </figure>
  );
}

function spoken(lines: readonly Line[], format: (value: number) => string): string {
  const latest = lines.map(({ label, values }) => {
    const value = values.findLast((each) => each !== null);
    return value === undefined || value === null ? '' : `${label} ${format(value)}`;
  });
  return latest.filter(Boolean).join(', ') || 'nothing yet';
}
