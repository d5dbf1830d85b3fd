import * as messages from '../app/messages';
import type { Learned } from './backpropagation_network';
import css from './backpropagation.module.css';

export const fixed = (value: number, decimals: number) => value.toFixed(decimals).replace('-', '−');

const words = messages.backpropagationLesson;

const ACROSS = [44, 190, 336];
const DOWN = [44, 168];
const RADIUS = 25;

interface Props {
  /** What each of the three layers gives. */
  values: readonly ArrayLike<number>[];
  numbers: readonly Learned[];
  hasGradients: boolean;
}

/** The network as circles and lines, with its numbers. The table below it says the same. */
export function Diagram({ values, numbers, hasGradients }: Props) {
  const lines = [0, 1].flatMap((layer) =>
    [0, 1].flatMap((from) =>
      [0, 1].map((to) => ({ layer, from, to, number: numbers[6 * layer + 2 * from + to] })),
    ),
  );
  return (
    <svg class={css.diagram} viewBox="0 0 380 212" role="img" aria-label={words.diagram}>
      {lines.map(({ layer, from, to }) => (
        <line
          key={`${layer}${from}${to}`}
          x1={ACROSS[layer] + RADIUS}
          y1={DOWN[from]}
          x2={ACROSS[layer + 1] - RADIUS}
          y2={DOWN[to]}
        />
      ))}
      {lines.map(({ layer, from, to, number: { value, gradient } }) => {
        // Those that cross are written before they do.
        const share = from === to ? 0.5 : 0.3;
        const [begin, end] = [ACROSS[layer] + RADIUS, ACROSS[layer + 1] - RADIUS];
        const x = begin + share * (end - begin);
        const y = DOWN[from] + share * (DOWN[to] - DOWN[from]);
        return (
          <text key={`${layer}${from}${to}`} x={x} y={y - (hasGradients ? 3 : -4)}>
            <tspan x={x}>{fixed(value, 2)}</tspan>
            {hasGradients && (
              <tspan class={css.gradient} x={x} dy="12">
                {fixed(gradient, 3)}
              </tspan>
            )}
          </text>
        );
      })}
      {values.map((layer, i) =>
        [0, 1].map((unit) => (
          <g key={`${i}${unit}`}>
            <circle cx={ACROSS[i]} cy={DOWN[unit]} r={RADIUS} />
            <text class={css.unit} x={ACROSS[i]} y={DOWN[unit] + 5}>
              {fixed(layer[unit], 2)}
            </text>
            <text class={css.name} x={ACROSS[i]} y={DOWN[unit] + RADIUS + 15}>
              {
                [
                  [words.leftPixel, words.rightPixel],
                  [words.hidden(1), words.hidden(2)],
                  [words.left, words.right],
                ][i][unit]
              }
            </text>
          </g>
        )),
      )}
    </svg>
  );
}
