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

const REHEARSED = 'mnist';
const REHEARSAL = 1200;
/** So many test images show whether something was forgotten. */
const TESTED = 2000;
/**
 * A few quick steps learn the drawings; going back a part of the way afterwards keeps what was known. That takes a quarter of
 * the images that steps gentle enough to forget nothing take.
 */
const FINE_TUNING = {
  optimizer: {
    class_name: 'Adam',
    config: { learning_rate: { class_name: 'CosineDecay', config: { initial_learning_rate: 0.0006 } } },
  },
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
  epochs: 1,
  batch_size: 12,
  validation_split: 0,
  augmentation: { rotation_degrees: 8, scale: 0.08, shear: 0.1, shift: 1, thickness: 0.5 },
};

/** How far from the weights of before: where every drawing is read right already, there is less to learn. */
const alphaOf = (mineBefore: number) => (mineBefore < 1 ? 0.7 : 0.3);

/** Accuracies before and after. */
interface Compared {
  mine: [number, number];
  test: [number, number];
  model: Uint8Array<ArrayBuffer>;
}

const unheard = () => proxy(() => {});

/** Trains the model that the Draw tab reads with on the person's drawings, and lets them judge what came of it. */
export function Teaching({ app, enough }: { app: TrainingContext; enough: boolean }) {
  const { trainer } = app;
  const [trouble, setTrouble] = useState('');
  const [stage, setStage] = useState<{ words: string; share: number } | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const going = useRef(false);

  /** The accuracy on the person's drawings, and on some of MNIST's test images. */
  const both = async (file: Uint8Array, when: 'before' | 'after'): Promise<[number, number]> => {
    const evaluate = async (id: string, words: string, most?: number) => {
      const onProgress = proxy((share: number) => {
        setStage({ words, share });
        return Promise.resolve(going.current);
      });
      const evaluated = await trainer.ask((service) => service.evaluate(file, id, onProgress, most));
      if (!evaluated) throw new Error(messages.fineTuning.cancelled);
      return evaluated.evaluation.accuracy;
    };
    return [
      await evaluate(DRAWINGS, messages.fineTuning.readingMine[when]),
      await evaluate(REHEARSED, messages.fineTuning.readingTest[when], TESTED),
    ];
  };
  const teach = async () => {
    setTrouble('');
    setCompared(null);
    going.current = true;
    setStage({ words: messages.fineTuning.preparing, share: 0 });
    try {
      const [file] = await Promise.all([fileOf(app.model.value, app.options.base), trainer.open()]);
      if (['loading', 'training', 'paused'].includes(trainer.status.value.state))
        throw new Error(messages.fineTuning.busy);
      const reading = both(file, 'before');
      // The images to rehearse arrive meanwhile.
      const arriving = trainer.ask((service) => service.data(REHEARSED, unheard()));
      const [before] = await Promise.all([reading, arriving]);
      const callbacks = [{ class_name: 'WeightInterpolation', config: { alpha: alphaOf(before[0]) } }];
      await trainer.start({
        dataset: DRAWINGS,
        title: messages.fineTuning.title,
        address: '#tab=drawings',
        plan: { model: {}, training: { ...FINE_TUNING, callbacks }, seed: 1 },
        from: file.slice(),
        rehearsal: { dataset: REHEARSED, images: REHEARSAL },
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
    { name: messages.fineTuning.testImages(TESTED), figures: compared.test },
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
