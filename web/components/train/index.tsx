import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DRAWINGS } from '../../engine/datasets';
import type { Experiment } from '../../engine/training';
import { database, type EndedRun, newId, storageTrouble } from '../../state/database';
import type { Desk } from '../../state/desk';
import { fromAddress, planOf, toAddress } from '../../state/settings';
import { download, keepModel } from '../models/keep';
import { Speed } from '../speed/index';
import { Data } from './data';
import { YourDrawing } from './drawing';
import { Run } from './run';
import { Runs } from './runs';
import { Setup } from './setup';
import { keepUnfinished, UnfinishedRun } from './unfinished';
import css from './index.module.css';

function TrainPanel({ desk }: { desk: Desk }) {
  const { lab } = desk;
  const about = lab.about.value;
  const settings = desk.settings.value;
  const [ended, setEnded] = useState<EndedRun[]>([]);
  const [beside, setBeside] = useState<string[]>([]);

  useEffect(() => {
    void lab.open().catch(() => {});
    database.all('ended').then(
      (runs) => setEnded(runs.sort((a, b) => b.begun - a.begun)),
      () => {},
    );
    lab.onended = (experiment, epochs, state) => void remember(experiment, epochs, state);
  }, []);

  const remember = async (experiment: Experiment, epochs: EndedRun['epochs'], state: string) => {
    if (!epochs.length) return;
    const run: EndedRun = {
      id: newId(),
      begun: Date.now(),
      address: experiment.address,
      title: experiment.title,
      state,
      epochs,
    };
    setEnded((runs) => [run, ...runs]);
    await database
      .put('ended', run)
      .catch((error: unknown) => (lab.storageTrouble.value = storageTrouble(error)));
    const file = lab.weights.value;
    if (!file || state === 'error' || experiment.from) return;
    const done = state === 'done';
    const name = done ? run.title : `${run.title}, stopped`;
    await keepModel(desk, file, name, experiment.dataset, done ? epochs.at(-1) : undefined).then(
      () => desk.toast(`${name}: kept under Models.`),
      () => {},
    );
  };

  if (!about) {
    const { state, message } = lab.status.value;
    const failed = state === 'error';
    return (
      <section class="card" role="status">
        <p
          class={failed ? 'trouble' : undefined}
          data-testid="status"
          data-state={failed ? 'error' : 'loading'}
        >
          {failed ? message : 'Getting ready…'}
        </p>
        {failed && (
          <button class="button" type="button" onClick={() => void lab.open().catch(() => {})}>
            Try again
          </button>
        )}
      </section>
    );
  }

  const data = lab.data.value;
  const ready = data?.state === 'ready' && data.id === settings.dataset;
  const info = ready ? data.info : null;
  const preset = about.presets.find(({ name }) => name === settings.preset) ?? about.presets[0];
  const network = settings.layers ? 'Own layers' : preset.name;
  const plan = () =>
    planOf(settings, preset, about.catalogue, {
      shape: info ? [info.rows, info.columns, info.channels] : [28, 28, 1],
      classes: info?.label_names.length ?? 10,
      images: info?.images ?? 60_000,
    });
  const experiment = (): Experiment | null => {
    if (!info) return null;
    const wanted = plan();
    // So few that a part for validation would be missed.
    if (info.id === DRAWINGS && info.images < 20) wanted.training.validation_split = 0;
    return {
      dataset: settings.dataset,
      title: `${network} on ${info.name.replace(/:.*/, '')}`,
      address: toAddress('train', settings),
      plan: wanted,
    };
  };
  const begin = async (how: (experiment: Experiment) => Promise<void>) => {
    const wanted = experiment();
    if (!wanted) return;
    await keepUnfinished(desk).catch(() => {});
    await how(wanted);
  };
  const save = () => {
    const file = lab.weights.value;
    if (file) download(`${lab.experiment.value?.title ?? settings.preset}.safetensors`, file);
  };
  const run = lab.experiment.value;
  const apart = (address: string) =>
    toAddress('train', { ...fromAddress(address), learning_rate: undefined });
  const changed = run !== null && !run.from && apart(run.address) !== apart(toAddress('train', settings));
  const compared = ended.filter(({ id }) => beside.includes(id));
  const unfinished = lab.unfinished.value;
  return (
    <>
      {unfinished && <UnfinishedRun desk={desk} unfinished={unfinished} />}
      <div class={css.columns}>
        <div>
          <Setup desk={desk} catalogue={about.catalogue} presets={about.presets} />
          <Data desk={desk} />
        </div>
        <div>
          <Run
            desk={desk}
            beside={compared}
            ready={ready}
            changed={changed}
            onStart={() => void begin((wanted) => lab.start(wanted))}
            onStep={() => void begin((wanted) => lab.step(wanted))}
            onSave={save}
          />
          <YourDrawing desk={desk} />
          {ended.length > 0 && (
            <Runs desk={desk} runs={ended} beside={beside} setRuns={setEnded} setBeside={setBeside} />
          )}
        </div>
      </div>
      <Speed desk={desk} network={network} plan={plan} />
    </>
  );
}

export const mount = (element: HTMLElement, desk: Desk) => render(<TrainPanel desk={desk} />, element);
