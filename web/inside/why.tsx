import { useEffect, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import { Labelled, Select } from '../ui/field';
import { asSentence } from '../ui/words';
import { strongestParts } from './attribution';
import { Change } from './change';
import { Choices } from './choices';
import { Fold } from './fold';
import { Nearest } from './nearest';
import { Tinted } from './pictures';
import type { InsideState } from './state';
import { type Explained, type Method, WhyState } from './why_state';
import css from './why.module.css';

/** In place of a label, for the class that the network answers with. */
const ANSWER = ' ';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** What speaks for a class and what against it, what would make it another, and what the network has learned it from. */
export function Why({ app, inside }: Props) {
  const [why] = useState(() => new WhyState(app, inside));
  useEffect(() => why.follow(), [why]);
  return (
    <Fold
      inside={inside}
      title={messages.why.title}
      testid="why"
      isOpen={why.isOpen.value}
      onToggle={(isOpen) => (why.isOpen.value = isOpen)}
    >
      <p class="hint">{messages.why.help}</p>
      <Explanation inside={inside} why={why} />
      <Change app={app} inside={inside} answer={why.answer.value} />
      <Nearest app={app} inside={inside} />
    </Fold>
  );
}

function Explanation({ inside, why }: { inside: InsideState; why: WhyState }) {
  const { about } = inside.client;
  const labels = about.value?.labels ?? [];
  const withMaps = about.value?.layers.filter(({ shape }) => shape.length === 3) ?? [];
  const methods = (Object.keys(messages.why.methods) as Method[]).filter(
    (method) => method !== 'grad_cam' || withMaps.length,
  );
  const answer = why.answer.value;
  const explained = why.explained.value;
  return (
    <div class={css.beside}>
      <div>
        <Choices
          title={messages.why.classes}
          value={why.chosen.value ?? ANSWER}
          choices={[
            { value: ANSWER, label: answer ? messages.why.itsAnswer(answer) : messages.why.noAnswer },
            ...labels.map((label) => ({ value: label, label })),
          ]}
          testid="why-classes"
          lang={labels.some(spokenName) ? 'ja' : undefined}
          onChange={(label) => (why.chosen.value = label === ANSWER ? null : label)}
        />
        <Choices
          title={messages.why.method}
          value={why.method.value}
          choices={methods.map((value) => ({ value, label: messages.why.methods[value] }))}
          testid="why-methods"
          onChange={(method) => (why.method.value = method)}
        />
        {why.method.value === 'grad_cam' && (
          <Labelled label={messages.why.layer}>
            <Select
              value={why.layer.value || withMaps.at(-1)!.name}
              choices={withMaps.map(({ name, shape: [rows, columns] }) => ({
                value: name,
                label: messages.why.layerChoice(name, rows, columns),
              }))}
              testid="why-layer"
              onChange={(layer) => (why.layer.value = layer)}
            />
          </Labelled>
        )}
        {why.label.value && (
          <p class="hint" data-testid="why-meaning">
            {messages.why.meanings[why.method.value](why.label.value)}
          </p>
        )}
      </div>
      <div>
        {why.trouble.value && (
          <p class="trouble" role="alert">
            {asSentence(why.trouble.value)}
          </p>
        )}
        {explained ? <Shown {...explained} /> : !why.trouble.value && <p>{messages.why.drawFirst}</p>}
      </div>
    </div>
  );
}

/** The tinted image, and the same in words. */
function Shown({ image, label, method, values }: Explained) {
  const parts = strongestParts(values);
  const hasTwoSides = method !== 'grad_cam';
  const words = [
    parts.for.length ? messages.why.mostFor(label, parts.for) : messages.why.nothingFor(label),
    ...(hasTwoSides
      ? [parts.against.length ? messages.why.mostAgainst(parts.against) : messages.why.nothingAgainst]
      : []),
  ].join(' ');
  return (
    <>
      <Tinted image={image} tint={values} label={messages.why.picture(words)} />
      <ul class={css.legend}>
        <li class={css.for}>{messages.why.speaksFor(label)}</li>
        {hasTwoSides && <li class={css.against}>{messages.why.speaksAgainst(label)}</li>}
      </ul>
      <p class={css.words} data-testid="why-words" data-label={label}>
        {words}
      </p>
    </>
  );
}
