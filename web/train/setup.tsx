import * as messages from '../app/messages';
import type { Catalogue, Field, Preset } from '../../wasm/library/index';
import { dataChoices } from '../workers/datasets';
import type { TrainingContext } from '../app/context';
import { scheduleNames } from '../state/rates';
import { complete } from '../state/plan';
import type { Settings } from '../state/settings';
import { Labelled, NumberInput, Select } from '../ui/field';
import { asSentence } from '../ui/words';
import { Augmentation } from './augmentation';
import { Layers } from './layers';
import { lessonOf } from './lessons';
import form from '../ui/field.module.css';

type Numeric = 'epochs' | 'batch_size' | 'learning_rate' | 'validation_split' | 'patience' | 'seed';

/** Everything about the next experiment but its data. */
export function Setup({
  app,
  catalogue,
  presets,
}: {
  app: TrainingContext;
  catalogue: Catalogue;
  presets: Preset[];
}) {
  const settings = app.settings.value;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const all = complete(settings, preset, catalogue);
  const set = (change: Partial<Settings>) => (app.settings.value = { ...settings, ...change });
  const { dataset, seed } = settings;
  const early = catalogue.callbacks.find(({ class_name }) => class_name === 'EarlyStopping')!;
  const rates = catalogue.schedules.find(({ class_name }) => class_name === 'OneCycle')!;
  const optimizer = catalogue.optimizers.find(({ class_name }) => class_name === all.optimizer);
  const fieldOf = (fields: Field[], name: string) => fields.find((field) => field.name === name)!;
  const number = (name: Numeric, field: Field, more = '') => ({
    testid: name.replaceAll('_', '-'),
    value: all[name],
    field,
    help: [field.help, more]
      .filter(Boolean)
      .map((words) => asSentence(words!))
      .join(' '),
    lesson: lessonOf(name),
    onChange: (value: number) => set({ [name]: value }),
  });
  return (
    <section class="card" aria-label={messages.setup.title}>
      <h2>{messages.setup.title}</h2>
      <div class={form.fields}>
        <Labelled label={messages.setup.data} help={messages.setup.dataHelp} lesson={lessonOf(dataset)} wide>
          <Select
            testid="dataset"
            value={dataset}
            choices={dataChoices}
            onChange={(value) => set({ dataset: value })}
          />
        </Labelled>
        <Labelled
          label={messages.setup.network}
          help={messages.setup.networkHelp}
          lesson={lessonOf('preset')}
        >
          <Select
            testid="preset"
            value={preset.name}
            choices={presets.map(({ name }) => name)}
            onChange={(value) => (app.settings.value = { dataset, seed, preset: value })}
          />
        </Labelled>
        <p class={`hint ${form.wide}`}>
          {settings.layers ? messages.setup.ownLayers : preset.description}{' '}
          {preset.published && !settings.layers && messages.setup.published(preset.published)}
        </p>
        <Labelled
          label={messages.setup.optimizer}
          help={messages.setup.optimizerHelp}
          lesson={lessonOf('optimizer')}
        >
          <Select
            testid="optimizer"
            value={all.optimizer}
            choices={catalogue.optimizers.map(({ class_name }) => class_name)}
            onChange={(value) => set({ optimizer: value, learning_rate: undefined })}
          />
        </Labelled>
        <NumberInput
          label={messages.setup.rate}
          {...number('learning_rate', fieldOf(rates.fields, 'max_learning_rate'))}
          help={asSentence((optimizer && fieldOf(optimizer.fields, 'learning_rate').help) ?? '')}
          onChange={(value) => {
            set({ learning_rate: value });
            void app.trainer.setLearningRate(value);
          }}
        />
        <NumberInput
          label={messages.setup.epochs}
          {...number('epochs', fieldOf(catalogue.training, 'epochs'))}
        />
        <NumberInput
          label={messages.setup.batchSize}
          {...number('batch_size', fieldOf(catalogue.training, 'batch_size'))}
        />
      </div>
      <details>
        <summary>{messages.setup.more}</summary>
        <div class={form.fields}>
          <Labelled
            label={messages.setup.schedule}
            help={messages.setup.scheduleHelp}
            lesson={lessonOf('learning_rate')}
          >
            <Select
              value={all.schedule}
              choices={scheduleNames(catalogue.schedules)}
              onChange={(value) => set({ schedule: value, learning_rate: all.learning_rate })}
            />
          </Labelled>
          <NumberInput
            label={messages.setup.validationSplit}
            {...number(
              'validation_split',
              fieldOf(catalogue.training, 'validation_split'),
              messages.setup.withoutSplit,
            )}
          />
          <NumberInput
            label={messages.setup.patience}
            {...number('patience', fieldOf(early.fields, 'patience'), messages.setup.withoutPatience)}
          />
          <NumberInput label={messages.setup.seed} {...number('seed', fieldOf(catalogue.plan, 'seed'))} />
        </div>
      </details>
      <Augmentation
        app={app}
        catalogue={catalogue}
        values={all.augmentation}
        onChange={(augmentation) => set({ augmentation })}
      />
      <Layers app={app} catalogue={catalogue} layers={all.layers} onChange={(layers) => set({ layers })} />
    </section>
  );
}
