import { useState } from 'preact/hooks';
import * as messages from '../../app/messages';
import css from './lines.module.css';
import type { Drawn } from './plot';
import { rowsOf } from './rows';

/** The values of a chart as a table, for who does not see it. */
export function Values({ x, title, lines, across, up, counts }: Drawn & { x: readonly number[] }) {
  const [open, setOpen] = useState(false);
  const columns = lines.map(({ values }) => values);
  return (
    <details class={css.values} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{messages.charts.asTable(title)}</summary>
      {open && (
        <div class={css.scroll} tabIndex={0} role="group" aria-label={messages.charts.table(title)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{across.title}</th>
                {lines.map(({ label }) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
                {counts && <th scope="col">{messages.charts.imageCount}</th>}
              </tr>
            </thead>
            <tbody>
              {rowsOf(x, columns).map(({ place, values }) => (
                <tr key={place}>
                  <th scope="row">{across.format(x[place])}</th>
                  {values.map((value, line) => (
                    <td key={lines[line].label}>{value === null ? '–' : up.format(value)}</td>
                  ))}
                  {counts && <td>{counts[place].toLocaleString('en')}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
