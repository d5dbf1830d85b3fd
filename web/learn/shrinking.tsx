import * as messages from '../app/messages';
import { modelName, type Reading } from '../../wasm/library/index';
import { SIDE as PAPER } from '../state/drawing';
import { sureness } from '../ui/words';
import type { Lesson, PlaygroundProps } from './lesson';
import { Plane } from './plane';
import { placed } from './placed';
import { useAnswer } from './use_answer';
import { Waiting } from './waiting';
import css from './playground.module.css';

const words = messages.shrinkingLesson;
const SIDE = 28;
const MODEL = modelName('inkling');
/** The paper fills the image, and the pen is what it is. */
const CANVAS = { scale: false, even_pen: false, centre: false, paper: PAPER };

function says({ answer }: Reading): string {
  const [first] = answer.characters;
  return first.rejected
    ? words.notRead
    : words.readAs(first.label, messages.common.sure(sureness(first.confidence)));
}

function Shrinking({ learn, step }: PlaygroundProps) {
  const strokes = learn.strokes.value;
  const readings = useAnswer(
    learn,
    strokes.length
      ? async (service) => [
          { name: words.shrunk, reading: await service.read(MODEL, strokes, CANVAS), id: 'shrunk' },
          { name: words.prepared, reading: await service.read(MODEL, strokes, {}), id: 'prepared' },
        ]
      : null,
    [strokes],
  );
  const put = (size: number, x: number, y: number) => {
    if (strokes.length) learn.draw(placed(strokes, size, x, y));
  };
  return (
    <>
      {step >= 2 && (
        <div class="row">
          <button
            class="button"
            type="button"
            data-testid="put-small"
            onClick={() => put(0.16 * PAPER, 0.8 * PAPER, 0.16 * PAPER)}
          >
            {words.small}
          </button>
          <button
            class="button"
            type="button"
            data-testid="put-large"
            onClick={() => put(0.7 * PAPER, 0.5 * PAPER, 0.5 * PAPER)}
          >
            {words.large}
          </button>
        </div>
      )}
      {readings?.every(({ reading }) => reading.images.length) ? (
        <div class={css.planes}>
          {readings.map(({ name, reading, id }) => (
            <div key={id} class={css.read}>
              <Plane name={name} values={reading.images[0]} rows={SIDE} columns={SIDE} most={1} />
              <p role="status" data-testid={id} data-label={reading.answer.characters[0].label}>
                {says(reading)}
              </p>
            </div>
          ))}
        </div>
      ) : (
        <Waiting learn={learn} />
      )}
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Shrinking,
  pad: 'drawing',
};
