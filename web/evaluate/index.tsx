import { useEffect, useRef, useState } from 'preact/hooks';
import { proxy } from 'comlink';
import * as messages from '../app/messages';
import { dataChoices } from '../workers/datasets';
import { fileOf, shipped, type Usable } from '../state/shipped';
import type { Evaluated } from '../workers/trainer_worker';
import type { SavedModel } from '../state/database';
import type { TrainingContext } from '../app/context';
import { inWords } from '../ui/words';
import { Labelled, Select } from '../ui/field';
import { Guard } from '../ui/guard';
import { Confusion } from '../app/confusion';
import { keptModels } from '../app/keep';
import { Figures } from './figures';
import { Mistakes } from './mistakes';
import form from '../ui/field.module.css';
import css from './index.module.css';

const CURRENT = 'current';

function EvaluatePanel({ app }: { app: TrainingContext }) {
  const { trainer } = app;
  const [models, setModels] = useState<SavedModel[]>([]);
  const [choice, setChoice] = useState(shipped[0].id);
  const [chosenData, setDataset] = useState('mnist');
  const [share, setShare] = useState<number | null>(null);
  const [evaluated, setEvaluated] = useState<(Evaluated & { model: Usable; dataset: string }) | null>(null);
  const [trouble, setTrouble] = useState('');
  const [cell, setCell] = useState<{ truth: number; guess: number } | null>(null);
  const going = useRef(false);
  const shown = app.tab.value === 'evaluate';
  const current = trainer.weights.value;

  useEffect(() => {
    const asked = app.toEvaluate.value;
    if (!shown || !asked || !current) return;
    app.toEvaluate.value = '';
    setDataset(asked);
    if (share === null) void evaluate({ id: CURRENT, name: messages.evaluate.trained, file: current }, asked);
  }, [shown]);
  useEffect(() => {
    if (!shown) return;
    // Who asks for figures is not kept waiting for the start of the engine.
    void trainer.open().catch(() => {});
    if (current) setChoice(CURRENT);
    keptModels().then(setModels, () => {});
  }, [shown]);

  const chosen = (): Usable => {
    if (choice === CURRENT && current) return { id: CURRENT, name: messages.evaluate.trained, file: current };
    return [...shipped, ...models].find(({ id }) => id === choice) ?? shipped[0];
  };
  const evaluate = async (model = chosen(), dataset = chosenData) => {
    setTrouble('');
    setEvaluated(null);
    setCell(null);
    setShare(0);
    going.current = true;
    try {
      const file = await fileOf(model, app.options.base);
      const onProgress = proxy((done: number) => {
        setShare(done);
        return Promise.resolve(going.current);
      });
      const result = await trainer.ask((service) => service.evaluate(file, dataset, onProgress));
      setEvaluated(result && { ...result, model, dataset });
    } catch (error) {
      setTrouble(inWords(error));
    }
    setShare(null);
  };

  const choices = [
    ...(current ? [{ value: CURRENT, label: messages.evaluate.trained }] : []),
    ...shipped.map(({ id, name }) => ({ value: id, label: messages.evaluate.builtIn(name) })),
    ...models.map(({ id, name, date }) => ({
      value: id,
      label: messages.evaluate.keptSince(name, new Date(date).toLocaleString()),
    })),
  ];
  return (
    <>
      <section class="card" aria-label={messages.evaluate.title}>
        <h2>{messages.evaluate.heading}</h2>
        <p class="hint">{messages.evaluate.help}</p>
        <div class={`${form.fields} ${form.roomy}`}>
          <Labelled label={messages.evaluate.model}>
            <Select value={choice} choices={choices} onChange={setChoice} testid="evaluate-model" />
          </Labelled>
          <Labelled label={messages.evaluate.images}>
            <Select
              value={chosenData}
              choices={dataChoices}
              onChange={setDataset}
              testid="evaluate-dataset"
            />
          </Labelled>
        </div>
        <div class="row">
          <button
            class="button main"
            type="button"
            data-testid="evaluate-start"
            disabled={share !== null}
            onClick={() => void evaluate()}
          >
            {messages.evaluate.start}
          </button>
          <button
            class="button"
            type="button"
            disabled={share === null}
            onClick={() => (going.current = false)}
          >
            {messages.common.cancel}
          </button>
        </div>
        {share !== null && <progress max={1} value={share} aria-label={messages.evaluate.progress} />}
        {trouble && (
          <p class="trouble" role="alert" data-testid="evaluate-trouble">
            {trouble}
          </p>
        )}
      </section>
      {evaluated && <Figures evaluated={evaluated} />}
      {evaluated && (
        <section class="card" aria-label={messages.evaluate.confusion}>
          <h2>{messages.evaluate.confusion}</h2>
          <p class="hint">{messages.evaluate.confusionHelp}</p>
          <div class={css.beside}>
            <Confusion evaluation={evaluated.evaluation} chosen={cell} onChoose={setCell} />
            <div>
              <Mistakes app={app} evaluated={evaluated} cell={cell} onAll={() => setCell(null)} />
            </div>
          </div>
        </section>
      )}
    </>
  );
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <EvaluatePanel app={app} />
  </Guard>
);
