import type { Catalogue, Field, Preset } from '../../../wasm/library/types';
import { dataChoices } from '../../engine/datasets';
import type { Desk } from '../../state/desk';
import { scheduleNames } from '../../state/rates';
import { complete, type Settings } from '../../state/settings';
import { Labelled, NumberInput, Select } from '../field';
import { Augmentation } from './augmentation';
import { Layers } from './layers';
import form from '../field.module.css';

type Numeric = 'epochs' | 'batch_size' | 'learning_rate' | 'validation_split' | 'patience' | 'seed';

const fields: Record<Numeric, Field> = {
  epochs: { name: 'epochs', type: 'integer', least: 1, most: 2_147_483_647 },
  batch_size: { name: 'batch_size', type: 'integer', least: 1, most: 2_147_483_647 },
  learning_rate: { name: 'learning_rate', type: 'number', least: 0, most: 100 },
  validation_split: { name: 'validation_split', type: 'number', least: 0, most: 0.999 },
  patience: { name: 'patience', type: 'integer', least: 0, most: 2_147_483_647 },
  seed: { name: 'seed', type: 'integer', least: 0 },
};

/** Everything about the next experiment but its data. */
export function Setup({ desk, catalogue, presets }: { desk: Desk; catalogue: Catalogue; presets: Preset[] }) {
  const settings = desk.settings.value;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const all = complete(settings, preset, catalogue);
  const set = (change: Partial<Settings>) => (desk.settings.value = { ...settings, ...change });
  const { dataset, seed } = settings;
  const number = (name: Numeric) => ({
    testid: name.replaceAll('_', '-'),
    value: all[name],
    field: fields[name],
    onChange: (value: number) => set({ [name]: value }),
  });
  return (
    <section class="card" aria-label="Experiment">
      <h2>Experiment</h2>
      <div class={form.fields}>
        <Labelled label="Data" wide>
          <Select
            testid="dataset"
            value={dataset}
            choices={dataChoices}
            onChange={(value) => set({ dataset: value })}
          />
        </Labelled>
        <Labelled label="Network" help={preset.description}>
          <Select
            testid="preset"
            value={preset.name}
            choices={presets.map(({ name }) => name)}
            onChange={(value) => (desk.settings.value = { dataset, seed, preset: value })}
          />
        </Labelled>
        <p class={`hint ${form.wide}`}>
          {settings.layers ? 'Your own layers. ' : preset.description}{' '}
          {preset.published && !settings.layers && `Published: ${preset.published}.`}
        </p>
        <Labelled label="Optimizer">
          <Select
            value={all.optimizer}
            choices={catalogue.optimizers.map(({ class_name }) => class_name)}
            onChange={(value) => set({ optimizer: value, learning_rate: undefined })}
          />
        </Labelled>
        <NumberInput
          label="Learning rate"
          help="How far each step goes. Can be changed while training runs."
          {...number('learning_rate')}
          onChange={(value) => {
            set({ learning_rate: value });
            void desk.lab.setLearningRate(value);
          }}
        />
        <NumberInput label="Epochs" help="How often every image is seen." {...number('epochs')} />
        <NumberInput label="Batch size" help="How many images make one step." {...number('batch_size')} />
      </div>
      <details>
        <summary>More settings</summary>
        <div class={form.fields}>
          <Labelled label="Rate over time">
            <Select
              value={all.schedule}
              choices={scheduleNames}
              onChange={(value) => set({ schedule: value, learning_rate: all.learning_rate })}
            />
          </Labelled>
          <NumberInput
            label="Validation share"
            help="The part of the data that is only judged; with 0 it is the data set's own test images."
            {...number('validation_split')}
          />
          <NumberInput
            label="Stop early after"
            help="Epochs without improvement; 0 never stops early."
            {...number('patience')}
          />
          <NumberInput label="Seed" help="The same seed gives the same weights." {...number('seed')} />
        </div>
      </details>
      <Augmentation
        desk={desk}
        catalogue={catalogue}
        values={all.augmentation}
        onChange={(augmentation) => set({ augmentation })}
      />
      <Layers desk={desk} catalogue={catalogue} layers={all.layers} onChange={(layers) => set({ layers })} />
    </section>
  );
}
