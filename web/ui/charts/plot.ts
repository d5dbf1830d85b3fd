import type uPlot from 'uplot';
import { lastFilled } from './rows';
import { rangeOf, type Scale, ticksIn } from './scales';

/** One line: y over x, where x is shared by all lines of a chart. */
export interface Line {
  label: string;
  /** A custom property of the styles, as '--accent'. */
  colour: string;
  dashed?: boolean;
  values: readonly (number | null)[];
}

interface Axis {
  title: string;
  format: (value: number) => string;
}

/** What a chart shows. */
export interface Drawn {
  title: string;
  lines: readonly Line[];
  across: Axis;
  /** Linear without a scale. */
  up: Axis & { scale?: Scale };
  /** How many images each point of the first line stands for. */
  counts?: readonly number[];
}

const HEIGHT = 210;
const MOST_TICKS = 7;
const FONT = 'system-ui, sans-serif';

const property = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** How uPlot draws it; `onPoint` gets the place under the pointer, or null. */
export function optionsOf(
  { lines, across, up, counts }: Drawn,
  element: HTMLElement,
  onPoint: (place: number | null) => void,
): uPlot.Options {
  const { scale } = up;
  const axis = {
    stroke: property('--ink-soft'),
    grid: { stroke: property('--rule'), width: 1 },
    ticks: { show: false },
    font: `12px ${FONT}`,
    labelFont: `12px ${FONT}`,
    labelSize: 18,
    labelGap: 0,
  };
  const end = scale?.ticks.at(-1);
  const label = (tick: number) => {
    const value = scale ? scale.value(tick) : tick;
    return (end !== undefined && scale!.place(end) === tick ? '≥ ' : '') + up.format(value);
  };
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    scales: {
      x: { time: false },
      y: scale
        ? {
            range: (_, low, high) => (low === null ? [0, 1] : rangeOf(scale, low, high)),
          }
        : {},
    },
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7 },
      dataIdx: (chart, series, i) => lastFilled(chart.data[series] as (number | null)[], i),
    },
    axes: [
      {
        ...axis,
        label: across.title,
        incrs: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        size: 26,
        values: (_, ticks) => ticks.map(across.format),
      },
      {
        ...axis,
        label: up.title,
        size: 62,
        splits: scale && ((_, __, low, high) => ticksIn(scale, low, high, MOST_TICKS)),
        values: (_, ticks) => ticks.map(label),
      },
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
            (counts !== undefined && i === 1) ||
            Array.from<number | null | undefined>(shown.data[i]).filter((value) => value != null).length < 3,
        },
      })),
    ],
    hooks: {
      setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)],
      draw: counts ? [(chart) => write(chart, counts)] : [],
    },
  };
}

const short = new Intl.NumberFormat('en', { notation: 'compact' });

/** Writes its count below each point of the first line. */
function write(chart: uPlot, counts: readonly number[]): void {
  const { ctx, bbox } = chart;
  const size = 11 * devicePixelRatio;
  ctx.save();
  ctx.font = `${size}px ${FONT}`;
  ctx.fillStyle = property('--ink-soft');
  // A rim keeps the lines behind apart; how text is set was left as the axes need it.
  ctx.strokeStyle = property('--sheet');
  ctx.lineWidth = size / 4;
  ctx.lineJoin = 'round';
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  counts.forEach((count, i) => {
    const text = short.format(count);
    const [x, y] = [chart.data[0][i], chart.data[1][i]];
    if (y == null) return;
    const { width } = ctx.measureText(text);
    const most = bbox.left + bbox.width - width;
    const left = Math.max(bbox.left, Math.min(most, chart.valToPos(x, 'x', true) - width / 2));
    const below = chart.valToPos(y, 'y', true) + 1.5 * size;
    // At the foot of the chart it goes above.
    const top = below > bbox.top + bbox.height ? below - 2.3 * size : below;
    ctx.strokeText(text, left, top);
    ctx.fillText(text, left, top);
  });
  ctx.restore();
}
