import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { database, type SavedModel } from '../state/database';
import { shipped, type Usable } from '../state/shipped';
import type { TrainingContext } from '../app/context';
import { inWords, percent } from '../ui/words';
import { FilesButton } from '../ui/files_button';
import { Guard } from '../ui/guard';
import { keptModels, openedModel } from '../app/keep';
import { Downloads } from './downloads';
import { Found } from './found';
import { modelsIn, type Opened, openModel } from './opened';
import css from './index.module.css';

function ModelsPanel({ app }: { app: TrainingContext }) {
  const [models, setModels] = useState<SavedModel[]>([]);
  const [trouble, setTrouble] = useState('');
  const [over, setOver] = useState(false);
  const [opening, setOpening] = useState('');
  const [found, setFound] = useState<Opened[]>([]);
  const [leaving, setLeaving] = useState('');
  const shown = app.tab.value === 'models';

  useEffect(() => {
    if (!shown) return;
    // What is opened is not kept waiting for the start of the engine.
    void app.trainer.open().catch(() => {});
    keptModels().then(setModels, (error: unknown) => setTrouble(inWords(error)));
  }, [shown]);

  const keep = (model: SavedModel) =>
    database.put('models', model).catch((error: unknown) => setTrouble(inWords(error)));
  const use = async (model: Usable) => {
    await app.use(model);
    app.toast(messages.models.nowInUse(model.name));
  };
  const choose = (model: Usable) => {
    setTrouble('');
    use(model).catch((error: unknown) => setTrouble(inWords(error)));
  };
  const further = ({ name, dataset, file }: SavedModel) => {
    if (app.trainer.isBusy) return app.toast(messages.models.busy);
    const settings = { ...app.settings.value, dataset: dataset || app.settings.value.dataset };
    app.settings.value = settings;
    app.trainer.continueFrom(name, settings, file.slice());
    app.tab.value = 'train';
  };
  const add = async ({ about, name }: Opened) => {
    const model = openedModel(about, name);
    setModels((all) => [model, ...all]);
    await keep(model);
    await use(model);
  };
  const leave = (one: Opened) => setFound((all) => all.filter((each) => each !== one));
  const cancel = useRef(() => {});
  const open = async (files: Iterable<File>) => {
    cancel.current();
    let cancelled = false;
    cancel.current = () => {
      cancelled = true;
      setOpening('');
    };
    setTrouble('');
    setFound([]);
    for (const one of modelsIn([...files])) {
      setOpening(one[0].name);
      try {
        const opened = await openModel(app, one);
        if (cancelled) return;
        if (opened.about.origin) setFound((all) => [...all, opened]);
        else await add(opened);
      } catch (error) {
        if (cancelled) return;
        setTrouble(`${one[0].name}: ${inWords(error)}`);
      }
    }
    setOpening('');
  };
  useSignalEffect(() => {
    const files = app.droppedModels.value;
    if (!files.length) return;
    app.droppedModels.value = [];
    void open(files);
  });
  const rename = (model: SavedModel, name: string) => {
    const renamed = { ...model, name: name.trim() || model.name };
    setModels((all) => all.map((each) => (each.id === model.id ? renamed : each)));
    void keep(renamed);
  };
  const remove = (model: SavedModel) => {
    setModels((all) => all.filter(({ id }) => id !== model.id));
    void database.remove('models', model.id).catch(() => {});
    app.toast(messages.models.deleted(model.name), {
      label: messages.common.undo,
      run: () => {
        setModels((all) => [model, ...all]);
        void keep(model);
      },
    });
  };
  const current = app.model.value.id;
  const downloadButton = ({ id, name }: Usable) => (
    <button
      class="button"
      type="button"
      data-testid="model-leaving"
      aria-label={messages.models.downloadOne(name)}
      aria-expanded={leaving === id}
      onClick={() => setLeaving(leaving === id ? '' : id)}
    >
      {messages.models.download}
    </button>
  );
  return (
    <section
      class={over ? 'card over' : 'card'}
      aria-label={messages.models.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <h2>{messages.models.title}</h2>
      <p class="hint">{messages.models.help}</p>
      <div class="row">
        <FilesButton
          label={messages.models.open}
          testid="model-open"
          main
          accept=".safetensors,.checkpoint,.h5,.hdf5,.keras,.json,.bin,.onnx,.data,.zip,.npz"
          onFiles={(files) => void open(files)}
        />
      </div>
      {trouble && (
        <p class="trouble" role="alert" data-testid="models-trouble">
          {trouble}
        </p>
      )}
      {opening && (
        <>
          <p class="hint" role="status">
            {messages.models.opening(opening)}
          </p>
          <button class="button" type="button" data-testid="model-cancel" onClick={() => cancel.current()}>
            {messages.common.cancel}
          </button>
        </>
      )}
      {found.map((one) => (
        <Found
          key={one.name}
          app={app}
          opened={one}
          onKeep={(opened) => {
            leave(one);
            add(opened).catch((error: unknown) => setTrouble(inWords(error)));
          }}
          onLeave={() => leave(one)}
        />
      ))}
      <ul class={css.models}>
        {shipped.map((one) => (
          <li key={one.id} class={one.id === current ? css.current : undefined}>
            <div>
              <strong>{one.name}</strong>
              <p class="hint">{one.about}</p>
            </div>
            <button
              class="button"
              type="button"
              data-testid={`shipped-${one.id}`}
              disabled={one.id === current}
              onClick={() => choose(one)}
            >
              {one.id === current ? messages.models.inUse : messages.models.use}
            </button>
            {downloadButton(one)}
            {leaving === one.id && <Downloads app={app} model={one} />}
          </li>
        ))}
        {models.map((model) => (
          <li key={model.id} class={model.id === current ? css.current : undefined} data-testid="model">
            <div>
              <input
                class={css.name}
                aria-label={messages.models.name}
                value={model.name}
                onChange={(event) => rename(model, event.currentTarget.value)}
              />
              <p class="hint">
                {new Date(model.date).toLocaleString()} · {messages.common.parameters(model.parameters)} ·{' '}
                {messages.models.megabytes((model.file.length / 1e6).toFixed(2))} ·{' '}
                {model.labels.slice(0, 12).join(' ')}
                {model.figures.val_accuracy !== undefined &&
                  ` · ${messages.models.validation(percent(model.figures.val_accuracy))}`}{' '}
                · <code>{model.weights_hash}</code>
              </p>
            </div>
            <button
              class="button"
              type="button"
              data-testid="model-use"
              disabled={model.id === current}
              onClick={() => choose(model)}
            >
              {model.id === current ? messages.models.inUse : messages.models.use}
            </button>
            <button class="button" type="button" onClick={() => further(model)}>
              {messages.models.further}
            </button>
            {downloadButton(model)}
            <button
              class="button"
              type="button"
              aria-label={messages.models.deleteOne(model.name)}
              onClick={() => remove(model)}
            >
              {messages.models.remove}
            </button>
            {leaving === model.id && <Downloads app={app} model={model} />}
          </li>
        ))}
      </ul>
      {models.length === 0 && <p class="hint">{messages.models.none}</p>}
    </section>
  );
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <ModelsPanel app={app} />
  </Guard>
);
