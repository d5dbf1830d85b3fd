import type { Histogram, LayerStatistics } from '../../wasm/library/index';
import * as messages from '../app/messages';
import figures from '../ui/figures.module.css';
import { Text } from '../ui/text';
import { percent, rounded } from '../ui/words';
import css from './learning.module.css';

/** How the numbers of each layer are spread. */
export const Spread = ({ statistics }: { statistics: readonly LayerStatistics[] }) => (
  <section aria-label={messages.learning.spread} class={css.part} data-testid="spread">
    <h3>{messages.learning.spread}</h3>
    <p class="hint">{messages.learning.spreadHelp}</p>
    <div class={figures.scroll} tabIndex={0} role="group" aria-label={messages.learning.spread}>
      <table class={css.spread}>
        <thead>
          <tr>
            {Object.values(messages.learning.columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statistics.map(({ name, weights, gradients, activations, dead }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {[weights, gradients, activations].map((each, i) => (
                <td key={i}>{each ? <Bars histogram={each} /> : messages.learning.none}</td>
              ))}
              <td>
                <Text>{percent(dead)}</Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

function Bars({ histogram: { least, most, counts } }: { histogram: Histogram }) {
  const highest = Math.max(...counts);
  const width = (most - least) / counts.length;
  const commonest = least + (counts.indexOf(highest) + 0.5) * width;
  const words = messages.learning.histogram(rounded(least), rounded(most), rounded(commonest));
  return (
    <>
      <div class={css.histogram} role="img" aria-label={words}>
        {counts.map((count, i) => (
          // The root shows what is rare, too.
          <span
            key={i}
            ref={(bar) => void bar?.style.setProperty('height', `${100 * Math.sqrt(count / highest)}%`)}
          />
        ))}
      </div>
      <span class={css.range}>{messages.learning.range(rounded(least), rounded(most))}</span>
    </>
  );
}
