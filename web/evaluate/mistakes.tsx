import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Thumbnail } from '../ui/charts/thumbnail';
import type { LabelledImages } from '../data/images';
import type { Evaluated } from '../workers/trainer_worker';
import type { Usable } from '../state/shipped';
import type { TrainingContext } from '../app/context';
import { inWords, sureness } from '../ui/words';
import gallery from '../ui/gallery.module.css';
import css from './mistakes.module.css';

const AT_ONCE = 40;

interface Props {
  app: TrainingContext;
  evaluated: Evaluated & { model: Usable; dataset: string };
  /** Null for all that is read wrongly. */
  cell: { truth: number; guess: number } | null;
  onAll: () => void;
}

/** The images of a cell, or all mistakes: those first that the model is surest of. */
export function Mistakes({ app, evaluated, cell, onAll }: Props) {
  const [images, setImages] = useState<LabelledImages | null>(null);
  const { labels, dataset, model } = evaluated;
  const { guesses, confidences } = evaluated.evaluation;
  const indices = [...labels.keys()]
    .filter((i) => (cell ? labels[i] === cell.truth && guesses[i] === cell.guess : labels[i] !== guesses[i]))
    .sort((a, b) => confidences[b] - confidences[a]);
  const some = indices.slice(0, AT_ONCE);
  useEffect(() => {
    let wanted = true;
    setImages(null);
    app.trainer
      .ask((service) => service.images(dataset, 'test', some))
      .then((answer) => wanted && setImages(answer))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [cell, evaluated]);

  const size = images ? images.rows * images.columns * images.channels : 0;
  const pixels = (i: number) => images!.images.subarray(i * size, (i + 1) * size);
  const open = async (i: number, words: string) => {
    try {
      const ink = Float32Array.from(pixels(i), (byte) => byte / 255);
      await app.show(ink, model);
      app.toast(words);
    } catch (error) {
      app.toast(inWords(error));
    }
  };
  return (
    <>
      <div class="row">
        <h3>{cell ? messages.evaluate.ofCell : messages.evaluate.mistakes}</h3>
        {cell && (
          <button class="button" type="button" onClick={onAll}>
            {messages.evaluate.allMistakes}
          </button>
        )}
      </div>
      <p class="hint">
        {indices.length ? messages.evaluate.some(indices.length, some.length) : messages.evaluate.noImages}
      </p>
      {images && (
        <ol class={`${gallery.grid} ${gallery.labelled}`} data-testid="mistakes">
          {some.map((index, i) => {
            const [truth, guess] = [labels[index], guesses[index]].map((label) => images.label_names[label]);
            const sure = sureness(confidences[index]);
            const words = messages.evaluate.image(index, truth, guess, sure);
            return (
              <li key={index}>
                <button
                  type="button"
                  class={css.picture}
                  aria-label={words}
                  disabled={size !== 28 * 28}
                  onClick={() => void open(i, words)}
                >
                  <Thumbnail {...images} pixels={pixels(i)} label={words} />
                </button>
                <span>
                  {!cell && `${truth} → ${guess} `}
                  {sure}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}
