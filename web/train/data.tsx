import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Thumbnail } from '../ui/charts/thumbnail';
import { type ImportedFile, chosen, dropped } from '../data/imported_file';
import { findPublished, type Published } from '../data/published';
import { DRAWINGS, FILES, type Question } from '../workers/datasets';
import type { LabelledImages } from '../data/images';
import type { TrainingContext } from '../app/context';
import { asSentence } from '../ui/words';
import { FilesButton } from '../ui/files_button';
import gallery from '../ui/gallery.module.css';
import css from './data.module.css';

/** What there is to learn from, and how to bring more. */
export function Data({ app }: { app: TrainingContext }) {
  const { trainer } = app;
  const id = app.settings.value.dataset;
  const data = trainer.dataset.state.value;
  const [trouble, setTrouble] = useState('');
  const [over, setOver] = useState(false);
  const published = findPublished(id);

  useEffect(() => {
    setTrouble('');
    void trainer.dataset.load(id);
  }, [id]);

  const take = async (imported: ImportedFile[]) => {
    if (!imported.length) return;
    setTrouble('');
    setTrouble(await trainer.dataset.take(id, imported));
  };
  useSignalEffect(() => {
    const files = app.droppedData.value;
    if (!files.length) return;
    app.droppedData.value = [];
    void trainer.dataset.take(FILES, files).then(setTrouble);
  });
  const question = trainer.dataset.question.value?.id === id ? trainer.dataset.question.value : null;
  const wantsFiles = id !== DRAWINGS && (id !== 'mnist' || data?.state === 'missing');
  return (
    <section
      class={over ? 'card over' : 'card'}
      aria-label={messages.data.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(wantsFiles);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!wantsFiles || !event.dataTransfer) return;
        event.preventDefault();
        event.stopPropagation();
        void dropped(event.dataTransfer).then(take);
      }}
    >
      <h2>{messages.data.title}</h2>
      {data?.state === 'loading' && (
        <div class="row">
          <p class="hint" role="status">
            {messages.data.loading(data.words)}
          </p>
          <button class="button" type="button" onClick={() => void trainer.dataset.cancel()}>
            {messages.common.cancel}
          </button>
        </div>
      )}
      {data?.state === 'missing' && (
        <p class={id === 'mnist' ? 'trouble' : 'hint'} data-testid="data-missing">
          {asSentence(data.message)}
        </p>
      )}
      {data?.state === 'missing' && id === 'mnist' && (
        <button class="button" type="button" onClick={() => void trainer.dataset.load(id)}>
          {messages.common.tryAgain}
        </button>
      )}
      {data?.state === 'ready' && (
        <>
          <p class="hint" data-testid="data-ready">
            {messages.data.ready(data.info)}
          </p>
          {data.info.words && (
            <p class="hint" data-testid="data-words">
              {data.info.words}
            </p>
          )}
          <Samples app={app} id={data.id} images={data.info.images} spoken={published?.spoken} />
        </>
      )}
      {question && data?.state !== 'loading' && (
        <Meaning
          question={question}
          onAnswer={(scaling) => void trainer.dataset.answer(id, scaling).then(setTrouble)}
        />
      )}
      {wantsFiles && data?.state !== 'loading' && (
        <div class={css.drop}>
          {published?.publisher && data?.state === 'missing' && <Publisher {...published.publisher} />}
          {!published && <p>{messages.data.formats}</p>}
          <div class="row">
            <FilesButton
              label={messages.data.chooseFiles}
              testid="data-files"
              onFiles={(files) => void take(chosen(files))}
            />
            {!published && (
              <FilesButton
                label={messages.data.chooseFolder}
                testid="data-folder"
                folder
                onFiles={(files) => void take(chosen(files))}
              />
            )}
            <span class="hint">{messages.data.orDrop}</span>
          </div>
        </div>
      )}
      {trouble && (
        <p class="trouble" role="alert" data-testid="data-trouble">
          {trouble}
        </p>
      )}
      {published && <p class="credit">{published.credit}</p>}
    </section>
  );
}

/** Where to get the files of a data set. */
function Publisher({ page, files }: NonNullable<Published['publisher']>) {
  const [before, link, after] = messages.data.get(files);
  return (
    <p>
      {before}
      <a href={page} target="_blank" rel="noreferrer">
        {link}
      </a>
      {after}
    </p>
  );
}

interface MeaningProps {
  question: Question;
  onAnswer: (scaling: string) => void;
}

/** Asks how numbers are meant, with some images as each answer would have them. */
function Meaning({ question, onAnswer }: MeaningProps) {
  return (
    <fieldset class={css.question} data-testid="data-question">
      <legend>{messages.data.question(question.numbers)}</legend>
      <ul>
        {question.choices.map(({ scaling, words, some }) => (
          <li key={scaling}>
            <button class="button" type="button" data-testid="data-choice" onClick={() => onAnswer(scaling)}>
              {words[0].toUpperCase() + words.slice(1)}
            </button>
            <span class={css.some} data-testid="data-preview">
              {[...some.labels].map((label, i) => (
                <Thumbnail key={i} {...some} pixels={imageOf(some, i)} label={some.label_names[label]} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function imageOf({ images, rows, columns, channels }: LabelledImages, i: number): Uint8Array {
  const size = rows * columns * channels;
  return images.subarray(i * size, (i + 1) * size);
}

interface SamplesProps {
  app: TrainingContext;
  id: string;
  images: number;
  spoken?: string[];
}

/** Some of the images with their labels. */
function Samples({ app, id, images, spoken }: SamplesProps) {
  const [samples, setSamples] = useState<LabelledImages | null>(null);
  useEffect(() => {
    let wanted = true;
    app.trainer
      .ask((service) => service.samples(id, 40, null, 1))
      .then((some) => wanted && setSamples(some))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [id, images]);
  if (!samples) return null;
  return (
    <ol
      class={`${gallery.grid} ${gallery.labelled} ${gallery.strip}`}
      data-testid="data-samples"
      tabIndex={0}
      aria-label={messages.data.samples}
    >
      {[...samples.labels].map((label, i) => (
        <li key={i}>
          <button
            type="button"
            class={css.picture}
            aria-label={messages.data.toPad(samples.label_names[label])}
            disabled={imageOf(samples, i).length !== 28 * 28}
            onClick={() => {
              app.sketch.open(Float32Array.from(imageOf(samples, i), (byte) => byte / 255));
              app.toast(messages.data.onPad(samples.label_names[label]));
            }}
          >
            <Thumbnail {...samples} pixels={imageOf(samples, i)} label={samples.label_names[label]} />
          </button>
          <span>
            {samples.label_names[label]}
            {spoken && <small> {spoken[label]}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}
