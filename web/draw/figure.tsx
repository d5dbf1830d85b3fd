import { spokenName } from '../data/published';
import { Text } from '../ui/text';
import { glyph, heard, type Words } from './answer_words';
import type { DrawState } from './state';

/** The characters that were read. Of several, each is a button that selects it, over a mark of how sure it is. */
export function Figure({ draw, words: { text, confidence } }: { draw: DrawState; words: Words }) {
  const characters = draw.characters.value;
  const several = characters.length > 1;
  const single = characters.some(({ rejected }) => rejected) ? '' : characters.map(glyph).join('');
  return (
    <div
      class="figure"
      id="prediction"
      data-testid="prediction"
      data-text={text}
      data-confidence={confidence ?? ''}
      data-several={several}
      role="group"
      aria-labelledby="reading-title"
      lang={draw.labels.value.some(spokenName) ? 'ja' : undefined}
      style={several ? { '--characters': characters.length } : undefined}
    >
      {several
        ? characters.map((character, i) => (
            <button
              key={i}
              type="button"
              class="character"
              aria-pressed={i === draw.selected.value}
              aria-label={heard(character)}
              data-rejected={character.rejected}
              onClick={() => draw.select(i)}
            >
              <span>{glyph(character)}</span>
              <span class="bar-track">
                <span
                  class="bar-fill"
                  style={{ transform: `translateX(${(100 * (character.confidence - 1)).toFixed(2)}%)` }}
                />
              </span>
            </button>
          ))
        : single && <Text>{single}</Text>}
    </div>
  );
}
