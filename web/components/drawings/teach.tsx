import { useRef, useState } from 'preact/hooks';
import { DRAWINGS } from '../../engine/datasets';
import type { Lab } from '../../engine/lab';
import { fileOf } from '../../engine/shipped';
import type { Desk } from '../../state/desk';
import { inWords, percent } from '../../state/words';
import { keepModel } from '../models/keep';
import css from './teach.module.css';
import { Text } from '../text';

const REHEARSAL = 6000;
/** Gentle: what is known already must not be lost. */
const FINE_TUNING = {
  optimizer: { class_name: 'Adam', config: { learning_rate: 0.0001 } },
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
  epochs: 1,
  batch_size: 64,
  augmentation: { rotation_degrees: 8, scale: 0.08, shear: 0.1, shift: 1, thickness: 0.5 },
};

/** Accuracies before and after. */
interface Compared {
  mine: [number, number];
  test: [number, number];
  model: Uint8Array<ArrayBuffer>;
}

/** Trains the model that the Draw tab reads with on the person's drawings, and lets them judge what came of it. */
export function Teaching({ desk, enough }: { desk: Desk; enough: boolean }) {
  const { lab } = desk;
  const [trouble, setTrouble] = useState('');
  const [stage, setStage] = useState<{ words: string; share: number } | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const going = useRef(false);

  /** The accuracy on the person's drawings, and on MNIST's test images. */
  const both = async (file: Uint8Array, when: string): Promise<[number, number]> => {
    const judge = async (id: string, what: string) => {
      const words = `${when}: reading ${what}`;
      const judged = await lab.judge(file, id, (share) => {
        setStage({ words, share });
        return going.current;
      });
      if (!judged) throw new Error('Cancelled; the model is as it was.');
      return judged.evaluation.accuracy;
    };
    return [await judge(DRAWINGS, 'your drawings'), await judge('mnist', 'MNIST’s test images')];
  };
  const teach = async () => {
    setTrouble('');
    setCompared(null);
    going.current = true;
    setStage({ words: 'Getting ready', share: 0 });
    try {
      await lab.open();
      if (['loading', 'training', 'paused'].includes(lab.status.value.state))
        throw new Error('A run is under way on the Train tab; stop it, or let it end first.');
      const file = await fileOf(desk.model.value, desk.options.base);
      const before = await both(file, 'Before');
      await lab.start({
        dataset: DRAWINGS,
        title: 'My hand',
        address: '#tab=drawings',
        plan: { model: {}, training: FINE_TUNING, seed: 1 },
        from: file.slice(),
        rehearsal: { dataset: 'mnist', images: REHEARSAL },
      });
      const state = await end(lab, (share) => setStage({ words: 'Learning your drawings', share }));
      if (state === 'idle') throw new Error('Cancelled; the model is as it was.');
      const model = lab.weights.value;
      if (state !== 'done' || !model) throw new Error(lab.status.value.message);
      const after = await both(model, 'After');
      setCompared({ mine: [before[0], after[0]], test: [before[1], after[1]], model });
    } catch (error) {
      setTrouble(inWords(error));
    }
    setStage(null);
  };
  const cancel = () => {
    going.current = false;
    if (lab.experiment.value?.from) void lab.stop();
  };
  const take = async ({ model }: Compared) => {
    try {
      const name = `${desk.model.value.name} + my hand`;
      await desk.use(await keepModel(desk, model, name, DRAWINGS));
      desk.toast(`The Draw tab reads with ${name} now; it stands under Models.`);
      setCompared(null);
    } catch (error) {
      setTrouble(inWords(error));
    }
  };

  return (
    <div class={css.teaching}>
      <div class="row">
        <button
          class="button main"
          type="button"
          data-testid="teach"
          disabled={!enough || stage !== null}
          onClick={() => void teach()}
        >
          Teach these to {desk.model.value.name}
        </button>
        {stage && (
          <button class="button" type="button" data-testid="teach-cancel" onClick={cancel}>
            Cancel
          </button>
        )}
      </div>
      {stage && (
        <>
          <p class="hint" role="status">
            <Text>{stage.words}</Text>
          </p>
          <progress max={1} value={stage.share} aria-label={stage.words} />
        </>
      )}
      {trouble && (
        <p class="trouble" role="alert" data-testid="teach-trouble">
          <Text>{trouble}</Text>
        </p>
      )}
      {compared && (
        <Comparison
          compared={compared}
          onTake={() => void take(compared)}
          onLeave={() => setCompared(null)}
        />
      )}
    </div>
  );
}

interface ComparisonProps {
  compared: Compared;
  onTake: () => void;
  onLeave: () => void;
}

function Comparison({ compared, onTake, onLeave }: ComparisonProps) {
  const rows = [
    { name: 'My drawings', figures: compared.mine },
    { name: "MNIST's test images", figures: compared.test },
  ];
  return (
    <div class={css.compared} data-testid="compared">
      <table>
        <thead>
          <tr>
            <th />
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {figures.map((figure, i) => (
                <td key={i}>{percent(figure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">
        It has learned from these very drawings; how it reads your next ones shows what that is worth.
      </p>
      <div class="row">
        <button class="button main" type="button" onClick={onTake}>
          Read with it from now on
        </button>
        <button class="button" type="button" onClick={onLeave}>
          Leave it
        </button>
      </div>
    </div>
  );
}

/** Resolves to the state in which the run ends; `tell` hears how much of it is done. */
function end(lab: Lab, tell: (share: number) => void): Promise<string> {
  return new Promise((resolve) => {
    const ways: (() => void)[] = [];
    ways.push(
      lab.course.latest.subscribe((latest) => latest && tell(latest.batch / latest.batches)),
      lab.status.subscribe(({ state }) => {
        if (state === 'training' || state === 'loading' || state === 'paused') return;
        resolve(state);
        queueMicrotask(() => ways.forEach((leave) => leave()));
      }),
    );
  });
}
