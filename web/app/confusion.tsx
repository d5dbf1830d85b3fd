import * as messages from './messages';
import type { Evaluation } from '../../wasm/library/index';
import figures from '../ui/figures.module.css';
import css from './confusion.module.css';

interface Props {
  evaluation: Pick<Evaluation, 'confusion'> & { classes: { label: string; support: number }[] };
  chosen: { truth: number; guess: number } | null;
  onChoose: (cell: { truth: number; guess: number } | null) => void;
}

/** Steps of shade, from none to all of a row. */
const SHADES = 5;

/** A cell is as dark as its share of the mistakes, or, on the diagonal, of the row. */
export function Confusion({ evaluation: { confusion, classes }, chosen, onChoose }: Props) {
  const wrong = Math.max(1, ...confusion.flatMap((row, i) => row.filter((_, j) => i !== j)));
  const shade = (truth: number, guess: number) => {
    const count = confusion[truth][guess];
    if (!count) return 0;
    const share = truth === guess ? count / Math.max(1, classes[truth].support) : count / wrong;
    return Math.max(1, Math.round(share * SHADES));
  };
  const side = classes.length;
  /** One tab stop; the arrow keys lead from cell to cell. */
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: side, ArrowUp: -side }[event.key];
    const cells = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const next = by && cells[cells.indexOf(event.target as HTMLButtonElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const stop = chosen ? chosen.truth * side + chosen.guess : 0;
  return (
    <div class={figures.scroll}>
      <table class={css.confusion} style={{ '--classes': side }} data-testid="confusion" onKeyDown={step}>
        <thead>
          <tr>
            <td />
            {classes.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, truth) => (
            <tr key={truth}>
              <th scope="row">{classes[truth].label}</th>
              {row.map((count, guess) => (
                <td key={guess}>
                  <button
                    type="button"
                    tabIndex={truth * side + guess === stop ? 0 : -1}
                    data-right={String(truth === guess)}
                    data-shade={shade(truth, guess)}
                    aria-pressed={chosen?.truth === truth && chosen.guess === guess}
                    aria-label={messages.evaluate.cell(count, classes[truth].label, classes[guess].label)}
                    onClick={() => onChoose({ truth, guess })}
                  >
                    {count || '·'}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
