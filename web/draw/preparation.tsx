import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { heard } from './answer_words';
import { Pixels } from './pixels';
import type { DrawState } from './state';

/** The drawing as it is, and each step on the way to what the network sees. */
const STEPS = [
  { step: null, name: messages.draw.steps.drawn },
  { step: 'scale', name: messages.draw.steps.scale },
  { step: 'even_pen', name: messages.draw.steps.even_pen },
  { step: 'centre', name: messages.draw.steps.centre },
] as const;

/** What each stage makes of the character that is looked at, and what is read in it. */
function stagesOf(draw: DrawState) {
  const { stages } = draw.reading.value ?? { stages: [] };
  const character = draw.characters.value.at(draw.selected.value);
  if (!character?.probabilities.length) return [];
  const [stroke] = draw.reading.value!.answer.characters[draw.selected.value].strokes;
  // A stage may fall into other characters: its first stroke tells which.
  return stages.map(({ answer: { characters }, images }) => {
    const i = characters.findIndex(({ strokes }) => strokes.includes(stroke));
    return { image: images[i], says: heard({ ...characters[i], strokes: [], said: false }) };
  });
}

/** A picture of the drawing after each step, and a switch that leaves the step out. Folded away it costs nothing. */
export function Preparation({ draw }: { draw: DrawState }) {
  const { steps } = draw.preparation.value;
  const shown = stagesOf(draw);
  const off = STEPS.filter(({ step }) => step && steps[step] === false).length;
  const set = (change: Partial<typeof draw.preparation.value>) =>
    (draw.preparation.value = { ...draw.preparation.value, ...change });
  return (
    <details
      class="preparation"
      id="preparation"
      data-testid="preparation"
      onToggle={(event) => set({ stages: event.currentTarget.open })}
    >
      <summary>
        {messages.draw.preparation}
        <span id="preparation-off">{off ? messages.draw.stepsOff(off) : ''}</span>
      </summary>
      <ol class="stages" id="stages" data-testid="stages">
        {STEPS.map(({ step, name }, i) => (
          <li key={name} data-off={step ? steps[step] === false : undefined}>
            <Pixels image={shown.at(i)?.image ?? null} name={name} />
            {step ? (
              <label class="stage-name">
                <input
                  type="checkbox"
                  checked={steps[step] !== false}
                  onChange={(event) => set({ steps: { ...steps, [step]: event.currentTarget.checked } })}
                />
                {name}
              </label>
            ) : (
              <p class="stage-name">{name}</p>
            )}
            <p class="hint">
              <Text>{shown.at(i)?.says ?? ''}</Text>
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
