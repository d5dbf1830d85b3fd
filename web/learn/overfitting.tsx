import { proxy } from 'comlink';
import { useEffect, useState } from 'preact/hooks';
import type { EpochEnd } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Lines } from '../ui/charts/lines';
import { Thumbnail } from '../ui/charts/thumbnail';
import gallery from '../ui/gallery.module.css';
import type { Lesson, PlaygroundProps } from './lesson';
import { hundred, settings, SIZES } from './overfitting_network';
import { useAnswer } from './use_answer';
import css from './overfitting.module.css';

const words = messages.overfittingLesson;
const SHOWN = 20;
const PIXELS = 28 * 28;
const COLOURS = ['--accent', '--line-3', '--line-4', '--line-5'];

interface Ran {
  name: string;
  epochs: EpochEnd[];
}

const nameOf = (hasDropout: boolean, isAugmented: boolean) =>
  hasDropout && isAugmented
    ? words.both
    : hasDropout
      ? words.dropout
      : isAugmented
        ? words.augmentation
        : words.plain;

const accuracy = (value: number) => `${Number((100 * value).toFixed(1))} %`;

function Overfitting({ learn, step }: PlaygroundProps) {
  const [hasDropout, setDropout] = useState(false);
  const [isAugmented, setAugmented] = useState(false);
  /** Of each kind the last run, in the order in which they were first made. */
  const [runs, setRuns] = useState<Ran[]>([]);
  const [epoch, setEpoch] = useState<number | null>(null);
  const some = useAnswer(learn, (service) => service.someTest(0, SHOWN), []);
  useEffect(() => {
    setDropout(step === 2);
    setAugmented(step === 3);
  }, [step]);
  const stop = () => void learn.ask((service) => service.stop());
  useEffect(() => stop, []);

  const train = async () => {
    const name = nameOf(hasDropout, isAugmented);
    const put = (epochs: EpochEnd[]) =>
      setRuns((known) => {
        const ran = { name, epochs };
        return known.some((each) => each.name === name)
          ? known.map((each) => (each.name === name ? ran : each))
          : [...known, ran];
      });
    const epochs: EpochEnd[] = [];
    put(epochs);
    setEpoch(0);
    await learn.ask((service) =>
      service.fit(
        hundred(hasDropout),
        settings(isAugmented),
        { training: SIZES.training, validation: SIZES.validation },
        proxy((ended: EpochEnd) => {
          epochs.push(ended);
          setEpoch(ended.epoch);
          put([...epochs]);
        }),
      ),
    );
    setEpoch(null);
  };
  const isBusy = epoch !== null;
  const x = Array.from({ length: SIZES.epochs }, (_, i) => i + 1);
  const shown = runs.filter(({ epochs }) => epochs.length > 0);
  const column = (epochs: readonly EpochEnd[], figure: 'accuracy' | 'val_accuracy') =>
    x.map((_, i) => epochs.at(i)?.[figure] ?? null);
  const lines = shown.flatMap(({ name, epochs }, i) => [
    {
      label: `${name}, ${words.onTraining}`,
      colour: COLOURS[i],
      dashed: true,
      values: column(epochs, 'accuracy'),
    },
    { label: `${name}, ${words.onOthers}`, colour: COLOURS[i], values: column(epochs, 'val_accuracy') },
  ]);
  return (
    <>
      <p class="eyebrow">{words.images}</p>
      <div class={`${gallery.grid} ${css.images}`}>
        {some &&
          Array.from({ length: SHOWN }, (_, i) => (
            <Thumbnail
              key={i}
              pixels={some.images.subarray(i * PIXELS, (i + 1) * PIXELS)}
              rows={28}
              columns={28}
              label={words.image(some.labels[i])}
            />
          ))}
      </div>
      {step > 1 && (
        <div class={css.switches}>
          <label>
            <input
              type="checkbox"
              data-testid="with-dropout"
              checked={hasDropout}
              onChange={(event) => setDropout(event.currentTarget.checked)}
            />
            {words.dropout}
          </label>
          <label>
            <input
              type="checkbox"
              data-testid="with-augmentation"
              checked={isAugmented}
              onChange={(event) => setAugmented(event.currentTarget.checked)}
            />
            {words.augmentation}
          </label>
        </div>
      )}
      <div class="row">
        <button
          class="button main"
          type="button"
          data-testid="train-hundred"
          onClick={isBusy ? stop : () => void train()}
        >
          {isBusy ? words.stop : words.train}
        </button>
        <span class="hint" role="status" data-testid="hundred-status">
          {isBusy && (epoch ? words.training(epoch, SIZES.epochs) : words.fetching)}
        </span>
      </div>
      {shown.length > 0 && (
        <>
          <Lines
            title={words.chart}
            x={x}
            lines={lines}
            across={{ title: words.epoch, format: String }}
            up={{ title: words.accuracy, format: accuracy }}
          />
          <table class={css.runs} data-testid="hundred-runs">
            <caption class="eyebrow">{words.runs}</caption>
            <thead>
              <tr>
                <th scope="col">{words.run}</th>
                <th scope="col">{words.onTraining}</th>
                <th scope="col">{words.onOthers}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, epochs }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{accuracy(epochs.at(-1)!.accuracy!)}</td>
                  <td>{accuracy(epochs.at(-1)!.val_accuracy!)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

export const lesson: Lesson = { steps: words.steps, learned: words.learned, Playground: Overfitting };
