import { useEffect, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import { keptModels } from '../app/keep';
import * as messages from '../app/messages';
import { shipped, type Usable } from '../state/shipped';
import { IN_TRAINING, type InsideState } from './state';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** Which network is looked into. */
export function ModelChoice({ app, inside }: Props) {
  const [kept, setKept] = useState<Usable[]>([]);
  const isShown = app.tab.value === 'inside';
  const used = app.model.value;
  const isTraining = app.trainer.weights.value !== null;
  useEffect(() => {
    // Where nothing can be kept there are no others.
    if (isShown) keptModels().then(setKept, () => setKept([]));
  }, [isShown]);
  const all: Usable[] = [...shipped, ...kept];
  if (!all.some(({ id }) => id === used.id)) all.push(used);
  const chosen = inside.chosen.value ?? used;
  if (chosen !== IN_TRAINING && !all.some(({ id }) => id === chosen.id)) all.push(chosen);
  const choose = (id: string) =>
    (inside.chosen.value = id === IN_TRAINING ? IN_TRAINING : all.find((model) => model.id === id)!);
  return (
    <label>
      <span class="eyebrow">{messages.inside.network}</span>
      <select
        data-testid="inside-model"
        value={chosen === IN_TRAINING ? IN_TRAINING : chosen.id}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === used.id ? messages.inside.inUse(name) : name}
          </option>
        ))}
        {isTraining && <option value={IN_TRAINING}>{messages.inside.inTraining}</option>}
      </select>
    </label>
  );
}
