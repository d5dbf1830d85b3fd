import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Lines } from '../../charts/lines';
import { Thumbnail } from '../../charts/thumbnail';
import type { LabelledImages } from '../../data/images';
import { published } from '../../data/published';
import { DRAWINGS, FILES } from '../../engine/datasets';
import { shippedModel } from '../../engine/shipped';
import type { Judged } from '../../engine/workshop';
import { database, type SavedModel } from '../../state/database';
import type { Desk } from '../../state/desk';
import { Labelled, Select } from '../field';
import { Confusion } from './confusion';

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const AT_ONCE = 40;
const CURRENT = 'current';
const SHIPPED = 'shipped';

function EvaluatePanel({ desk }: { desk: Desk }) {
  const { lab } = desk;
  const [models, setModels] = useState<SavedModel[]>([]);
  const [choice, setChoice] = useState(SHIPPED);
  const [dataset, setDataset] = useState('mnist');
  const [share, setShare] = useState<number | null>(null);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [of, setOf] = useState('');
  const [trouble, setTrouble] = useState('');
  const [cell, setCell] = useState<{ truth: number; guess: number } | null>(null);
  const going = useRef(false);
  const shown = desk.tab.value === 'evaluate';
  const current = lab.weights.value;

  useEffect(() => {
    if (!shown) return;
    if (current) setChoice(CURRENT);
    database.all('models').then(
      (all) => setModels(all.sort((a, b) => b.date - a.date)),
      () => {},
    );
  }, [shown]);

  const file = async (): Promise<Uint8Array> => {
    if (choice === CURRENT && current) return current;
    const saved = models.find(({ id }) => id === choice);
    return saved?.file ?? shippedModel(desk.options.base);
  };
  const evaluate = async () => {
    setTrouble('');
    setJudged(null);
    setCell(null);
    setShare(0);
    going.current = true;
    try {
      const result = await lab.judge(await file(), dataset, (done) => {
        setShare(done);
        return going.current;
      });
      setJudged(result);
      setOf(dataset);
    } catch (error) {
      setTrouble((error instanceof Error ? error.message : String(error)).replace(/^\[\w+\] /, ''));
    }
    setShare(null);
  };

  const choices = [
    ...(current ? [{ value: CURRENT, label: 'The network on the Train tab' }] : []),
    { value: SHIPPED, label: 'Inkling (ships)' },
    ...models.map(({ id, name, date }) => ({
      value: id,
      label: `${name}, ${new Date(date).toLocaleString()}`,
    })),
  ];
  const sets = [
    ...published.map(({ id, title }) => ({ value: id, label: title })),
    { value: DRAWINGS, label: 'My drawings' },
    { value: FILES, label: 'My files' },
  ];
  return (
    <>
      <section class="card" aria-label="Evaluation">
        <h2>Evaluate</h2>
        <p class="hint">
          How well a model reads images it has not learned from: the test part of a data set.
        </p>
        <div class="fields">
          <Labelled label="Model">
            <Select value={choice} choices={choices} onChange={setChoice} testid="evaluate-model" />
          </Labelled>
          <Labelled label="Images">
            <Select value={dataset} choices={sets} onChange={setDataset} testid="evaluate-dataset" />
          </Labelled>
        </div>
        <div class="controls">
          <button
            class="button main"
            type="button"
            data-testid="evaluate-start"
            disabled={share !== null}
            onClick={() => void evaluate()}
          >
            Evaluate
          </button>
          <button
            class="button"
            type="button"
            disabled={share === null}
            onClick={() => (going.current = false)}
          >
            Cancel
          </button>
        </div>
        {share !== null && <progress max={1} value={share} aria-label="Share of the images that is judged" />}
        {trouble && (
          <p class="trouble" role="alert" data-testid="evaluate-trouble">
            {trouble}
          </p>
        )}
      </section>
      {judged && <Figures judged={judged} />}
      {judged && (
        <section class="card" aria-label="Confusion matrix">
          <h2>What is taken for what</h2>
          <p class="hint">
            Rows are what an image shows, columns what the model says. Choose a cell to see its images.
          </p>
          <Confusion evaluation={judged.evaluation} chosen={cell} onChoose={setCell} />
          {cell && <Mistakes desk={desk} id={of} judged={judged} cell={cell} />}
        </section>
      )}
    </>
  );
}

function Figures({ judged: { evaluation, seconds } }: { judged: Judged }) {
  const { accuracy, interval, loss, auc, images, classes, calibration } = evaluation;
  const bins = calibration.bins.filter((bin) => bin.images > 0);
  return (
    <section class="card" aria-label="Figures" data-testid="evaluation">
      <dl class="meters">
        <div>
          <dt>Accuracy</dt>
          <dd data-testid="evaluate-accuracy" data-value={accuracy}>
            {percent(accuracy)}
          </dd>
        </div>
        <div>
          <dt>19 times of 20 within</dt>
          <dd>
            {percent(interval[0])} – {percent(interval[1])}
          </dd>
        </div>
        <div>
          <dt>Loss</dt>
          <dd>{loss.toPrecision(3)}</dd>
        </div>
        <div>
          <dt>AUC</dt>
          <dd>{auc.toFixed(4)}</dd>
        </div>
        <div>
          <dt>Images</dt>
          <dd>
            {images.toLocaleString('en')} <small>in {seconds.toFixed(1)} s</small>
          </dd>
        </div>
        <div>
          <dt>Calibration error</dt>
          <dd>{percent(calibration.error)}</dd>
        </div>
      </dl>
      <div class="charts">
        <Lines
          title="How sure, and how often right"
          x={bins.map(({ confidence }) => confidence)}
          lines={[
            { label: 'this model', colour: '--accent', values: bins.map((bin) => bin.accuracy) },
            {
              label: 'ideal',
              colour: '--ink-soft',
              dashed: true,
              values: bins.map(({ confidence }) => confidence),
            },
          ]}
          format={(value) => `${Math.round(100 * value)} %`}
        />
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>Class</th>
                <th>Images</th>
                <th>Precision</th>
                <th>Recall</th>
                <th>F1</th>
              </tr>
            </thead>
            <tbody>
              {classes.map((each) => (
                <tr key={each.label}>
                  <td>{each.label}</td>
                  <td>{each.support.toLocaleString('en')}</td>
                  <td>{percent(each.precision)}</td>
                  <td>{percent(each.recall)}</td>
                  <td>{percent(each.f1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

interface MistakesProps {
  desk: Desk;
  id: string;
  judged: Judged;
  cell: { truth: number; guess: number };
}

/** The images of a cell, the surest first. */
function Mistakes({ desk, id, judged, cell }: MistakesProps) {
  const [images, setImages] = useState<LabelledImages | null>(null);
  const { labels, guesses, confidences } = judged;
  const indices = [...labels.keys()]
    .filter((i) => labels[i] === cell.truth && guesses[i] === cell.guess)
    .sort((a, b) => confidences[b] - confidences[a]);
  const some = indices.slice(0, AT_ONCE);
  useEffect(() => {
    let wanted = true;
    setImages(null);
    desk.lab
      .ask((service) => service.images(id, 'test', some))
      .then((answer) => wanted && setImages(answer))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [cell, judged]);
  if (!indices.length) return <p class="hint">No image is here.</p>;
  const size = images ? images.rows * images.columns * images.channels : 0;
  return (
    <>
      <p class="hint">
        {indices.length.toLocaleString('en')} {indices.length === 1 ? 'image' : 'images'}, the surest answers
        first
        {indices.length > some.length && ` (${some.length} are shown)`}:
      </p>
      <ol class="grid labelled" data-testid="mistakes">
        {images &&
          some.map((index, i) => (
            <li key={index}>
              <Thumbnail
                {...images}
                pixels={images.images.subarray(i * size, (i + 1) * size)}
                label={`Image ${index}`}
              />
              <span>{Math.round(100 * confidences[index])} %</span>
            </li>
          ))}
      </ol>
    </>
  );
}

export const mount = (element: HTMLElement, desk: Desk) => render(<EvaluatePanel desk={desk} />, element);
