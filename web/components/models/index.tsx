import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { database, type SavedModel } from '../../state/database';
import { shipped, type Usable } from '../../engine/shipped';
import type { Desk } from '../../state/desk';
import { inWords, percent } from '../../state/words';
import { FilesButton } from '../files_button';
import { Guard } from '../guard';
import { describeModel, download, keptModels } from './keep';
import css from './index.module.css';

const LARGEST_BYTES = 512 * 2 ** 20;

function ModelsPanel({ desk }: { desk: Desk }) {
  const [models, setModels] = useState<SavedModel[]>([]);
  const [trouble, setTrouble] = useState('');
  const [over, setOver] = useState(false);
  const shown = desk.tab.value === 'models';

  useEffect(() => {
    if (!shown) return;
    keptModels().then(setModels, (error: unknown) => setTrouble(inWords(error)));
  }, [shown]);

  const keep = (model: SavedModel) =>
    database.put('models', model).catch((error: unknown) => setTrouble(inWords(error)));
  const use = async (model: Usable) => {
    await desk.use(model);
    desk.toast(`The Draw tab reads with ${model.name} now.`);
  };
  const choose = (model: Usable) => {
    setTrouble('');
    use(model).catch((error: unknown) => setTrouble(inWords(error)));
  };
  const further = ({ name, dataset, file }: SavedModel) => {
    if (desk.lab.isBusy) return desk.toast('A run is under way on the Train tab: stop it first.');
    const settings = { ...desk.settings.value, dataset: dataset || desk.settings.value.dataset };
    desk.settings.value = settings;
    desk.lab.takeUp(name, settings, file.slice());
    desk.tab.value = 'train';
  };
  const open = async (files: Iterable<File>) => {
    setTrouble('');
    for (const file of files) {
      try {
        if (file.size > LARGEST_BYTES) throw new Error('it is larger than 512 MB');
        const bytes = new Uint8Array(await file.arrayBuffer());
        const model = await describeModel(desk, bytes, file.name.replace(/\.safetensors$/, ''), '');
        setModels((all) => [model, ...all]);
        await keep(model);
        await use(model);
      } catch (error) {
        setTrouble(`${file.name}: ${inWords(error)}`);
      }
    }
  };
  const rename = (model: SavedModel, name: string) => {
    const renamed = { ...model, name: name.trim() || model.name };
    setModels((all) => all.map((each) => (each.id === model.id ? renamed : each)));
    void keep(renamed);
  };
  const remove = (model: SavedModel) => {
    setModels((all) => all.filter(({ id }) => id !== model.id));
    void database.remove('models', model.id).catch(() => {});
    desk.toast(`${model.name} is deleted.`, {
      label: 'Undo',
      run: () => {
        setModels((all) => [model, ...all]);
        void keep(model);
      },
    });
  };
  const current = desk.model.value.id;
  return (
    <section
      class={over ? 'card over' : 'card'}
      aria-label="Models"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void open(event.dataTransfer?.files ?? []);
      }}
    >
      <h2>Models</h2>
      <p class="hint">
        What you trained is kept on this device. A model file (safetensors) can be dropped here, and any of
        them read on the Draw tab.
      </p>
      <div class="row">
        <FilesButton
          label="Open a model file"
          testid="model-open"
          main
          accept=".safetensors,.checkpoint"
          onFiles={(files) => void open(files)}
        />
      </div>
      {trouble && (
        <p class="trouble" role="alert" data-testid="models-trouble">
          {trouble}
        </p>
      )}
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
              {one.id === current ? 'In use' : 'Use'}
            </button>
          </li>
        ))}
        {models.map((model) => (
          <li key={model.id} class={model.id === current ? css.current : undefined} data-testid="model">
            <div>
              <input
                class={css.name}
                aria-label="Name"
                value={model.name}
                onChange={(event) => rename(model, event.currentTarget.value)}
              />
              <p class="hint">
                {new Date(model.date).toLocaleString()} · {model.parameters.toLocaleString('en')} weights ·{' '}
                {(model.file.length / 1e6).toFixed(2)} MB · {model.labels.slice(0, 12).join(' ')}
                {model.figures.val_accuracy !== undefined &&
                  ` · validation ${percent(model.figures.val_accuracy)}`}{' '}
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
              {model.id === current ? 'In use' : 'Use'}
            </button>
            <button class="button" type="button" onClick={() => further(model)}>
              Train further
            </button>
            <button
              class="button"
              type="button"
              onClick={() => download(`${model.name}.safetensors`, model.file)}
            >
              Download
            </button>
            <button
              class="button"
              type="button"
              aria-label={`Delete ${model.name}`}
              onClick={() => remove(model)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      {models.length === 0 && <p class="hint">None of your own yet: train one, or open a file.</p>}
    </section>
  );
}

export const mount = (element: HTMLElement, desk: Desk) =>
  render(
    <Guard>
      <ModelsPanel desk={desk} />
    </Guard>,
    element,
  );
