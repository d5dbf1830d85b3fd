import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Catalogue } from '../../wasm/library/index';
import { Thumbnail } from '../ui/charts/thumbnail';
import type { TrainingContext } from '../app/context';
import gallery from '../ui/gallery.module.css';
import slider from '../ui/slider.module.css';
import { Help } from '../ui/help';
import { Text } from '../ui/text';
import { asSentence } from '../ui/words';
import { lessonOf } from './lessons';
import css from './augmentation.module.css';

interface Props {
  app: TrainingContext;
  catalogue: Catalogue;
  values: Record<string, number>;
  onChange: (values: Record<string, number>) => void;
}

/** Sliders for the augmentation of images, and what it makes of some of them. */
export function Augmentation({ app, catalogue, values, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [samples, setSamples] = useState<{
    ink: Float32Array;
    rows: number;
    columns: number;
    channels: number;
  } | null>(null);
  const data = app.trainer.dataset.state.value;
  const key = JSON.stringify(values);
  useEffect(() => {
    if (!open || data?.state !== 'ready') return;
    let wanted = true;
    const ask = setTimeout(() => {
      app.trainer
        .ask((service) => service.samples(data.id, 12, values, 1))
        .then((answer) => wanted && setSamples(answer))
        .catch(() => setSamples(null));
    }, 80);
    return () => {
      wanted = false;
      clearTimeout(ask);
    };
  }, [open, key, data]);
  const active = Object.values(values).filter((value) => value > 0).length;
  const size = samples ? samples.rows * samples.columns * samples.channels : 0;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Text>{messages.augmentation.title(active)}</Text>
      </summary>
      <div class={slider.sliders}>
        {catalogue.augmentation.map(({ name, help, most, usual_most = most! }) => (
          <div key={name} class={css.one}>
            <label class={slider.slider}>
              <span>{name.replaceAll('_', ' ')}</span>
              <input
                type="range"
                min={0}
                max={usual_most}
                step={usual_most / 60}
                value={values[name] ?? 0}
                onInput={(event) => onChange({ ...values, [name]: Number(event.currentTarget.value) })}
              />
              <output>
                <Text>{String(Number((values[name] ?? 0).toFixed(3)))}</Text>
              </output>
            </label>
            {help && (
              <Help
                name={name.replaceAll('_', ' ')}
                words={asSentence(help)}
                lesson={lessonOf('augmentation')}
              />
            )}
          </div>
        ))}
      </div>
      {samples && (
        <div class={gallery.grid} aria-label={messages.augmentation.samples}>
          {Array.from({ length: samples.ink.length / size }, (_, i) => (
            <Thumbnail
              key={i}
              {...samples}
              pixels={samples.ink.subarray(i * size, (i + 1) * size).map((ink) => 255 * ink)}
              label={messages.augmentation.sample}
            />
          ))}
        </div>
      )}
    </details>
  );
}
