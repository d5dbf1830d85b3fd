import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { figure } from './figures';
import css from './numbers.module.css';
import { mapsOf } from './maps';

interface Props {
  values: Float32Array;
  shape: readonly number[];
  decimals: number;
  /** What each of the tables is called. */
  name: (map: number) => string;
}

/** At first. */
const TABLES = 4;

/** Small maps as tables. */
export function Numbers({ values, shape, decimals, name }: Props) {
  const [most, setMost] = useState(TABLES);
  const { height, width, channels } = mapsOf(shape);
  const indices = (length: number) => Array.from({ length }, (_, i) => i);
  return (
    <div class={css.tables}>
      {indices(Math.min(most, channels)).map((channel) => (
        <table key={channel} class={css.table}>
          <caption>{name(channel + 1)}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="unseen">{messages.inside.row}</span>
              </th>
              {indices(width).map((x) => (
                <th key={x} scope="col">
                  <span class="unseen">{messages.inside.column}</span> {x + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {indices(height).map((y) => (
              <tr key={y}>
                <th scope="row">{y + 1}</th>
                {indices(width).map((x) => {
                  const value = values[(y * width + x) * channels + channel];
                  return (
                    <td key={x}>{Number.isNaN(value) ? messages.inside.beyond : figure(value, decimals)}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {channels > most && (
        <button type="button" class="button" onClick={() => setMost(4 * most)}>
          {messages.inside.more(channels - most)}
        </button>
      )}
    </div>
  );
}
