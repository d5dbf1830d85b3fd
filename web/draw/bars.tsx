import { spokenName } from '../data/published';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { sureness } from '../ui/words';
import { DIGITS } from './answer_words';
import type { DrawState } from './state';

/** Of a text, in the width of a digit; East Asian characters are twice as wide. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);

const nameOf = (label: string) => [label, spokenName(label)].filter(Boolean).join(' ');

/** Room for the labels; the stylesheet has that of digits. */
function roomFor(labels: readonly string[]) {
  if (labels.join() === DIGITS.join()) return undefined;
  const widest = Math.max(...labels.map((label) => widthOf(nameOf(label))));
  return { '--label': `${Math.min(Math.max(1.25, 0.8 * widest), 10)}ch` };
}

/** How likely each label is for the character that is looked at, muted where that decides nothing. */
export function Bars({ draw }: { draw: DrawState }) {
  const labels = draw.labels.value;
  const character = draw.characters.value.at(draw.selected.value);
  const probabilities = character?.probabilities.length ? character.probabilities : null;
  const best = probabilities ? Math.max(...probabilities) : NaN;
  return (
    <div class="odds">
      <h2 class="eyebrow" id="bars-title">
        {messages.draw.probabilities}
      </h2>
      <ol
        key={labels.join('\n')}
        class="bars"
        id="bars"
        data-testid="bars"
        data-muted={Boolean(probabilities && character!.rejected)}
        aria-labelledby="bars-title"
        lang={labels.some(spokenName) ? 'ja' : undefined}
        style={roomFor(labels)}
      >
        {labels.map((label, i) => {
          const probability = probabilities?.[i] ?? 0;
          const spoken = spokenName(label);
          return (
            <li key={label} data-label={label} data-best={probability === best}>
              <span class="bar-label">
                {label}
                {spoken && <small> {spoken}</small>}
              </span>
              <span class="bar-track" aria-hidden="true">
                <span
                  class="bar-fill"
                  style={
                    probabilities
                      ? { transform: `translateX(${(101 * (probability - 1)).toFixed(2)}%)` }
                      : undefined
                  }
                />
              </span>
              <span class="bar-value">{probabilities && <Text>{sureness(probability)}</Text>}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
