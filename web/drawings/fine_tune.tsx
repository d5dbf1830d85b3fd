import { useRef, useState } from 'preact/hooks';
import { proxy } from 'comlink';
import * as messages from '../app/messages';
import { DRAWINGS } from '../workers/datasets';
import type { TrainingClient } from '../workers/trainer';
import { fileOf } from '../state/shipped';
import type { TrainingContext } from '../app/context';
import { inWords, percent } from '../ui/words';
import { keepModel } from '../app/keep';
import css from './fine_tune.module.css';
import { Text } from '../ui/text';

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
export function Teaching({ app, enough }: { app: TrainingContext; enough: boolean }) {
  const { trainer } = app;
  const [trouble, setTrouble] = useState('');
  const [stage, setStage] = useState<{ words: string; share: number } | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const going = useRef(false);

  /** The accuracy on the person's drawings, and on MNIST's test images. */
  const both = async (file: Uint8Array, when: 'before' | 'after'): Promise<[number, number]> => {
    const evaluate = async (id: string, words: string) => {
      const onProgress = proxy((share: number) => {
        setStage({ words, share });
        return Promise.resolve(going.current);
      });
      const evaluated = await trainer.ask((service) => service.evaluate(file, id, onProgress));
      if (!evaluated) throw new Error(messages.fineTuning.cancelled);
      return evaluated.evaluation.accuracy;
    };
    return [
      await evaluate(DRAWINGS, messages.fineTuning.readingMine[when]),
      await evaluate('mnist', messages.fineTuning.readingTest[when]),
    ];
  };
  const teach = async () => {
    setTrouble('');
    setCompared(null);
    going.current = true;
    setStage({ words: messages.fineTuning.preparing, share: 0 });
    try {
      await trainer.open();
      if (['loading', 'training', 'paused'].includes(trainer.status.value.state))
        throw new Error(messages.fineTuning.busy);
      const file = await fileOf(app.model.value, app.options.base);
      const before = await both(file, 'before');
      await trainer.start({
        dataset: DRAWINGS,
        title: messages.fineTuning.title,
        address: '#tab=drawings',
        plan: { model: {}, training: FINE_TUNING, seed: 1 },
        from: file.slice(),
        rehearsal: { dataset: 'mnist', images: REHEARSAL },
      });
      const state = await end(trainer, (share) => setStage({ words: messages.fineTuning.learning, share }));
      if (state === 'idle') throw new Error(messages.fineTuning.cancelled);
      const model = trainer.weights.value;
      if (state !== 'done' || !model) throw new Error(trainer.status.value.message);
      const after = await both(model, 'after');
      setCompared({ mine: [before[0], after[0]], test: [before[1], after[1]], model });
    } catch (error) {
      setTrouble(inWords(error));
    }
    setStage(null);
  };
  const cancel = () => {
    going.current = false;
    if (trainer.experiment.value?.from) void trainer.stop();
  };
  const take = async ({ model }: Compared) => {
    try {
      const name = messages.fineTuning.modelName(app.model.value.name);
      await app.use(await keepModel(app, model, name, DRAWINGS));
      app.toast(messages.fineTuning.inUse(name));
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
          title={messages.fineTuning.startHelp(app.model.value.name)}
          disabled={!enough || stage !== null}
          onClick={() => void teach()}
        >
          {messages.fineTuning.start}
        </button>
        {stage && (
          <button class="button" type="button" data-testid="teach-cancel" onClick={cancel}>
            {messages.common.cancel}
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
    { name: messages.common.myDrawings, figures: compared.mine },
    { name: messages.fineTuning.testImages, figures: compared.test },
  ];
  return (
    <div class={css.compared} data-testid="compared">
      <table>
        <thead>
          <tr>
            <th />
            <th scope="col">{messages.fineTuning.before}</th>
            <th scope="col">{messages.fineTuning.after}</th>
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
      <p class="hint">{messages.fineTuning.help}</p>
      <div class="row">
        <button class="button main" type="button" onClick={onTake}>
          {messages.fineTuning.use}
        </button>
        <button class="button" type="button" onClick={onLeave}>
          {messages.fineTuning.discard}
        </button>
      </div>
    </div>
  );
}

/** Resolves to the state in which the run ends; `onProgress` hears how much of it is done. */
function end(trainer: TrainingClient, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve) => {
    const ways: (() => void)[] = [];
    ways.push(
      trainer.history.latest.subscribe((latest) => latest && onProgress(latest.batch / latest.batches)),
      trainer.status.subscribe(({ state }) => {
        if (state === 'training' || state === 'loading' || state === 'paused') return;
        resolve(state);
        queueMicrotask(() => ways.forEach((leave) => leave()));
      }),
    );
  });
}
