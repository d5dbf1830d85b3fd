import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { modelName } from '../../wasm/library/index';
import { Thumbnail } from '../ui/charts/thumbnail';
import gallery from '../ui/gallery.module.css';
import sliders from '../ui/slider.module.css';
import css from './augmentation.module.css';
import type { Lesson, PlaygroundProps } from './lesson';
import { useAnswer } from './use_answer';
import { Waiting } from './waiting';

const words = messages.augmentationLesson;
const SAMPLES = 12;
const PIXELS = 28 * 28;

const FIELDS = [
  { name: 'rotation_degrees', label: words.rotation, most: 180, step: 5, show: words.degrees },
  { name: 'shift', label: words.shift, most: 10, step: 1, show: words.pixels },
  {
    name: 'scale',
    label: words.zoom,
    most: 0.6,
    step: 0.01,
    show: (n: number) => words.percent(Math.round(100 * n)),
  },
] as const;
type Values = Record<(typeof FIELDS)[number]['name'], number>;

const NONE: Values = { rotation_degrees: 0, shift: 0, scale: 0 };
const SHIPPED: Values = { rotation_degrees: 15, shift: 2, scale: 0.13 };

function Augmentation({ learn, step }: PlaygroundProps) {
  const image = learn.image.value;
  const [values, setValues] = useState(NONE);
  const [seed, setSeed] = useState(1);
  const samples = useAnswer(
    learn,
    image &&
      (async (service) => {
        const images = await service.augmented(image, SAMPLES, values, seed);
        const { labels, probabilities } = await service.predict(modelName('inkling'), images, SAMPLES);
        return Array.from({ length: SAMPLES }, (_, i) => {
          const own = [...probabilities.subarray(i * labels.length, (i + 1) * labels.length)];
          return {
            pixels: images.subarray(i * PIXELS, (i + 1) * PIXELS).map((ink) => 255 * ink),
            label: labels[own.indexOf(Math.max(...own))],
          };
        });
      }),
    [image, ...Object.values(values), seed],
  );
  return (
    <>
      <div class={sliders.sliders}>
        {FIELDS.map(({ name, label, most, step: by, show }) => (
          <label key={name} class={sliders.slider}>
            <span>{label}</span>
            <input
              type="range"
              min={0}
              max={most}
              step={by}
              data-testid={`augment-${name}`}
              aria-valuetext={show(values[name])}
              value={values[name]}
              onInput={({ currentTarget: { value } }) => setValues({ ...values, [name]: Number(value) })}
            />
            <output>{show(values[name])}</output>
          </label>
        ))}
      </div>
      <div class="row">
        <button class="button" type="button" data-testid="samples-again" onClick={() => setSeed(seed + 1)}>
          {words.again}
        </button>
        {step >= 3 && (
          <button class="button" type="button" data-testid="as-shipped" onClick={() => setValues(SHIPPED)}>
            {words.asShipped}
          </button>
        )}
      </div>
      {samples ? (
        <ol
          class={`${gallery.grid} ${gallery.labelled} ${css.samples}`}
          aria-label={words.samples}
          data-testid="samples"
        >
          {samples.map(({ pixels, label }, i) => (
            <li key={i} data-label={label}>
              <Thumbnail pixels={pixels} rows={28} columns={28} label={words.sample(label)} />
              <span aria-hidden="true">{label}</span>
            </li>
          ))}
        </ol>
      ) : (
        <Waiting learn={learn} />
      )}
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Augmentation,
  pad: 'drawing',
};
