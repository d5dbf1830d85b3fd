import type { Catalogue, Preset } from '../../../wasm/library/types';
import { dataChoices } from '../../engine/datasets';
import type { Desk } from '../../state/desk';
import { complete, scheduleNames, type Settings } from '../../state/settings';
import { Labelled, NumberInput, Select } from '../field';
import { Augmentation } from './augmentation';
import { Layers } from './layers';
import form from '../field.module.css';

/** Everything about the next experiment but its data. */
export function Setup({ desk, catalogue, presets }: { desk: Desk; catalogue: Catalogue; presets: Preset[] }) {
  const settings = desk.settings.value;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const all = complete(settings, preset, catalogue);
  const set = (change: Partial<Settings>) => (desk.settings.value = { ...settings, ...change });
  const { dataset, seed } = settings;
  const number = (
    name: 'epochs' | 'batch_size' | 'validation_split' | 'patience' | 'seed',
    least: number,
  ) => ({
    value: all[name],
    least,
    whole: name !== 'validation_split',
    onChange: (value: number) => set({ [name]: value }),
  });
  return (
    <section class="card" aria-label="Experiment">
      <h2>Experiment</h2>
      <div class={form.fields}>
        <Labelled label="Data">
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
        <Labelled label="Learning rate" help="How far each step goes. Can be changed while training runs.">
          <NumberInput
            testid="learning-rate"
            value={all.learning_rate}
            least={1e-9}
            most={100}
            onChange={(value) => {
              set({ learning_rate: value });
              void desk.lab.setLearningRate(value);
            }}
          />
        </Labelled>
        <Labelled label="Epochs" help="How often every image is seen.">
          <NumberInput testid="epochs" {...number('epochs', 1)} />
        </Labelled>
        <Labelled label="Batch size" help="How many images make one step.">
          <NumberInput testid="batch-size" {...number('batch_size', 1)} />
        </Labelled>
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
          <Labelled
            label="Validation share"
            help="The part at the end of the data that is only judged; with 0 it is the data set's own test images."
          >
            <NumberInput {...number('validation_split', 0)} most={0.9} />
          </Labelled>
          <Labelled label="Stop early after" help="Epochs without improvement; 0 never stops early.">
            <NumberInput {...number('patience', 0)} />
          </Labelled>
          <Labelled label="Seed" help="The same seed gives the same weights.">
            <NumberInput testid="seed" {...number('seed', 0)} />
          </Labelled>
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
