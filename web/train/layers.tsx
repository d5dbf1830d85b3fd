import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Catalogue, Field, Outline } from '../../wasm/library/index';
import type { TrainingContext } from '../app/context';
import type { Configured } from '../state/settings';
import { inWords, textOf } from '../ui/words';
import { FieldInput, Select, useTrouble } from '../ui/field';
import { Text } from '../ui/text';
import form from '../ui/field.module.css';
import { lessonOf } from './lessons';
import css from './layers.module.css';

interface Props {
  app: TrainingContext;
  catalogue: Catalogue;
  layers: Configured[];
  onChange: (layers: Configured[]) => void;
}

const inMillions = (multiply_adds: number) =>
  multiply_adds >= 1e6 ? `${(multiply_adds / 1e6).toFixed(1)} M` : `${(multiply_adds / 1e3).toFixed(1)} k`;

const needsImages = (class_name: string) => /2D$|^Flatten$/.test(class_name);

const { help } = messages.layerFields;
/** What the engine says of a field, or else the page. */
const withHelp = (field: Field, class_name: string): Field => ({
  ...field,
  help: field.help ?? help[`${class_name}.${field.name}`] ?? help[field.name],
});

/** What a layer's card says when it is closed. */
function gist({ config }: Configured): string {
  const { filters, units, kernel_size, pool_size, rate, activation, strides } = config;
  const pair = (value: unknown) => [value].flat().map(textOf).join('×');
  const size = kernel_size ?? pool_size;
  return [
    filters ?? units,
    size && pair(size),
    strides && JSON.stringify(strides) !== '[1,1]' && !pool_size && messages.layers.stride(pair(strides)),
    rate,
    activation !== 'linear' && activation,
  ]
    .filter(Boolean)
    .map(textOf)
    .join(' ');
}

function figuresOf({ output_shape, parameters, multiply_adds }: Outline['layers'][number]): string {
  const all = [
    output_shape?.join('×'),
    parameters && messages.common.parameters(parameters),
    multiply_adds && messages.layers.multiplyAdds(inMillions(multiply_adds)),
  ];
  return all.filter(Boolean).join(' · ');
}

/** The network as cards: one a layer, with live shapes and costs. */
export function Layers({ app, catalogue, layers, onChange }: Props) {
  const [outline, setOutline] = useState<Outline | null>(null);
  const [adding, setAdding] = useState('Conv2D');
  const data = app.trainer.dataset.state.value;
  const info = data?.state === 'ready' ? data.info : null;
  const shape = info ? [info.rows, info.columns, info.channels] : [28, 28, 1];
  const key = JSON.stringify([layers, shape]);
  useEffect(() => {
    let wanted = true;
    const input = { class_name: 'InputLayer', config: { batch_shape: [null, ...shape] } };
    const model = { class_name: 'Sequential', config: { name: 'own', layers: [input, ...layers] } };
    app.trainer
      .ask((service) => service.outline(model))
      .then((answer) => wanted && setOutline(answer))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [key]);

  // With the layer's name: its card may be closed.
  const wrong = outline?.error?.replace(/^\[([\w ]+)\] /, '$1: ') ?? '';
  const id = useTrouble(wrong);
  const costs =
    outline && !outline.error
      ? [
          messages.common.parameters(outline.parameters),
          messages.layers.multiplyAdds(inMillions(outline.multiply_adds)),
        ]
      : [];

  const replace = (i: number, config: Record<string, unknown>) =>
    onChange(layers.map((layer, at) => (at === i ? { ...layer, config } : layer)));
  const move = (i: number, by: number) => {
    const next = [...layers];
    [next[i], next[i + by]] = [next[i + by], next[i]];
    onChange(next);
  };
  const add = () => {
    const needed = catalogue.layers
      .find(({ class_name }) => class_name === adding)!
      .fields.filter((field) => field.default === undefined && field.suggested !== undefined)
      .map(({ name, suggested }) => [name, suggested]);
    const last = layers.length - 1;
    // A layer of images goes where they still are.
    const flat = outline?.layers.findIndex(({ output_shape }) => output_shape?.length === 1) ?? -1;
    const at = needsImages(adding) && flat >= 0 ? Math.min(flat, last) : last;
    const own = { class_name: adding, config: Object.fromEntries(needed) as Record<string, unknown> };
    onChange([...layers.slice(0, at), own, ...layers.slice(at)]);
  };

  return (
    <details>
      <summary>
        <Text>{messages.layers.title(layers.length, costs)}</Text>
      </summary>
      {wrong && (
        <p class="trouble" id={id}>
          <Text>{wrong}</Text>
        </p>
      )}
      <ol class={css.layers}>
        {layers.map((layer, i) => {
          const figures = outline?.layers[i];
          const fields =
            catalogue.layers.find(({ class_name }) => class_name === layer.class_name)?.fields ?? [];
          return (
            <li key={i} class={figures?.error ? `${css.layer} ${css.wrong}` : css.layer}>
              <details>
                <summary>
                  <strong>
                    <Text>{layer.class_name}</Text>
                  </strong>{' '}
                  <Text>{gist(layer)}</Text>
                  <span class={css.figures}>
                    <Text>{figures ? figuresOf(figures) : ''}</Text>
                  </span>
                </summary>
                <div class={`${form.fields} ${css.options}`}>
                  {fields.map((field) => (
                    <FieldInput
                      key={field.name}
                      field={withHelp(field, layer.class_name)}
                      lesson={lessonOf(field.name)}
                      value={layer.config[field.name]}
                      onChange={(value) => replace(i, { ...layer.config, [field.name]: value })}
                    />
                  ))}
                </div>
              </details>
              {figures?.error && (
                <p class={`trouble ${css.error}`}>
                  <Text>{inWords({ ...figures, message: figures.error })}</Text>
                </p>
              )}
              <div class={css.moves}>
                <button
                  type="button"
                  aria-label={messages.layers.moveUp(layer.class_name)}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={messages.layers.moveDown(layer.class_name)}
                  disabled={i === layers.length - 1}
                  onClick={() => move(i, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  aria-label={messages.layers.remove(layer.class_name)}
                  disabled={layers.length === 1}
                  onClick={() => onChange(layers.filter((_, at) => at !== i))}
                >
                  ×
                </button>
              </div>
            </li>
          );
        })}
      </ol>
      <div class="row">
        <Select
          name={messages.layers.toAdd}
          value={adding}
          choices={catalogue.layers.map(({ class_name }) => class_name)}
          onChange={setAdding}
        />
        <button class="button" type="button" onClick={add}>
          {messages.layers.add}
        </button>
        {app.settings.value.layers && (
          <button
            class="button"
            type="button"
            onClick={() => (app.settings.value = { ...app.settings.value, layers: undefined })}
          >
            {messages.layers.backToPreset}
          </button>
        )}
      </div>
    </details>
  );
}
