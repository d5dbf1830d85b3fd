import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { EpochEnd } from '../../wasm/library/types';
import { tryAgain } from '../workers/absence';
import type { LabStatus } from '../workers/trainer';
import type { Experiment } from '../workers/run';
import { database, type EndedRun, newId } from '../state/database';
import type { Desk } from '../app/context';
import { fromAddress } from '../state/address';
import { DEFAULTS } from '../state/settings';
import { inWords } from '../ui/words';
import { Guard } from '../ui/guard';
import { download, keepModel } from '../app/keep';
import { Troubles } from '../ui/field';
import { Speed } from './speed/index';
import { Data } from './data';
import { YourDrawing } from './drawing';
import { isOf, isSameNetwork, onwards, setUp, slower } from './experiment';
import { Refused, useKnownSettings } from './refused';
import { Run } from './run';
import { Runs } from './runs';
import { Setup } from './setup';
import { UnfinishedRuns } from './unfinished';
import css from './index.module.css';

function TrainPanel({ desk }: { desk: Desk }) {
  const { lab } = desk;
  const about = lab.about.value;
  const settings = desk.settings.value;
  const [ended, setEnded] = useState<EndedRun[]>([]);
  const [beside, setBeside] = useState<string[]>([]);
  const [troubles, setTroubles] = useState<ReadonlyMap<string, string>>(new Map());
  const tellTrouble = useCallback((id: string, trouble: string) => {
    setTroubles(
      (known) => new Map([...known].filter(([each]) => each !== id).concat(trouble ? [[id, trouble]] : [])),
    );
  }, []);

  useEffect(() => {
    void lab.open().catch(() => {});
    database.all('ended').then(
      (runs) => setEnded(runs.sort((a, b) => b.begun - a.begun)),
      () => {},
    );
    lab.onended = remember;
  }, []);

  const remember = async (experiment: Experiment, epochs: EpochEnd[], { state, too_high }: LabStatus) => {
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
    const file = lab.weights.value;
    const failed = state === 'error' && !too_high;
    try {
      await database.put('ended', run);
      if (!file || failed || experiment.rehearsal) return;
      const done = state === 'done';
      const name = done ? run.title : messages.train.stopped(run.title);
      await keepModel(desk, file, name, experiment.dataset, done ? epochs.at(-1) : undefined);
      desk.toast(messages.train.saved(name));
    } catch (error) {
      lab.storageTrouble.value = `${inWords(error)} ${messages.training.reloadLoses}`;
    }
  };

  const isKnown = useKnownSettings(desk);

  if (!about || !isKnown) {
    const { state, message } = lab.status.value;
    const failed = state === 'error';
    return (
      <section class="card" role="status">
        <p
          class={failed ? 'trouble' : undefined}
          data-testid="status"
          data-state={failed ? 'error' : 'loading'}
        >
          {failed ? message : messages.common.gettingReady}
        </p>
        {failed && (
          <button
            class="button"
            type="button"
            onClick={() => tryAgain(() => void lab.open().catch(() => {}))}
          >
            {messages.common.tryAgain}
          </button>
        )}
      </section>
    );
  }

  const { network, plan, experiment } = setUp(desk);
  const ready = experiment() !== null;
  const run = lab.experiment.value;
  const begin = (change: (wanted: Experiment) => Experiment = (wanted) => wanted) => {
    const wanted = experiment();
    if (wanted) void lab.start(change(wanted));
  };
  const further = (wanted: Experiment) =>
    run && lab.weights.value ? onwards(wanted, run, lab.weights.value) : wanted;
  /** What was trained last goes on, unless another network is set up by now. */
  const step = () => {
    if (run && lab.status.value.state === 'paused') return void lab.step(run);
    const wanted = experiment();
    if (wanted) void lab.step(run && isSameNetwork(run, settings) ? further(wanted) : wanted);
  };
  const again = () => {
    const wanted = slower(run!);
    desk.settings.value = fromAddress(wanted.address);
    void lab.start(wanted);
  };
  const save = () => {
    const file = lab.weights.value;
    if (file) download(`${run?.title ?? settings.preset}.safetensors`, file);
  };
  const changed = run !== null && !run.rehearsal && !isOf(run, settings);
  const compared = ended.filter(({ id }) => beside.includes(id));
  return (
    <Troubles.Provider value={tellTrouble}>
      <Refused desk={desk} />
      <UnfinishedRuns desk={desk} />
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
            trouble={[...troubles.values()][0] ?? ''}
            onStart={() => begin()}
            onFurther={() => begin(further)}
            onStep={step}
            onAgain={run && !run.rehearsal ? again : undefined}
            onSave={save}
          />
          <YourDrawing desk={desk} />
          {ended.length > 0 && (
            <Runs desk={desk} runs={ended} beside={beside} setRuns={setEnded} setBeside={setBeside} />
          )}
        </div>
      </div>
      <Speed desk={desk} network={network} plan={plan} />
    </Troubles.Provider>
  );
}

export const mount = (element: HTMLElement, desk: Desk) =>
  render(
    <Guard wayOn={{ label: messages.train.useDefaults, run: () => (desk.settings.value = DEFAULTS) }}>
      <TrainPanel desk={desk} />
    </Guard>,
    element,
  );
