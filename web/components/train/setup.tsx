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

/** Everything about the next experiment but its data. */
export function Setup({ desk, catalogue, presets }: { desk: Desk; catalogue: Catalogue; presets: Preset[] }) {
  const settings = desk.settings.value;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const all = complete(settings, preset, catalogue);
  const set = (change: Partial<Settings>) => (desk.settings.value = { ...settings, ...change });
  const { dataset, seed } = settings;
  const early = catalogue.callbacks.find(({ class_name }) => class_name === 'EarlyStopping')!;
  const rates = catalogue.schedules.find(({ class_name }) => class_name === 'OneCycle')!;
  const number = (name: Numeric, fields: Field[], called: string = name) => ({
    testid: name.replaceAll('_', '-'),
    value: all[name],
    field: fields.find((field) => field.name === called)!,
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
          {...number('learning_rate', rates.fields, 'max_learning_rate')}
          onChange={(value) => {
            set({ learning_rate: value });
            void desk.lab.setLearningRate(value);
          }}
        />
        <NumberInput
          label="Epochs"
          help="How often every image is seen."
          {...number('epochs', catalogue.training)}
        />
        <NumberInput
          label="Batch size"
          help="How many images make one step."
          {...number('batch_size', catalogue.training)}
        />
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
            {...number('validation_split', catalogue.training)}
          />
          <NumberInput
            label="Stop early after"
            help="Epochs without improvement; 0 never stops early."
            {...number('patience', early.fields)}
          />
          <NumberInput
            label="Seed"
            help="The same seed gives the same weights."
            {...number('seed', catalogue.plan)}
          />
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
