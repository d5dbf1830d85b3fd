import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { tryAgain } from '../workers/load_failure';
import type { Experiment } from '../workers/run';
import { database, type EndedRun } from '../state/database';
import type { TrainingContext } from '../app/context';
import { fromAddress } from '../state/address';
import { DEFAULTS } from '../state/settings';
import { Guard } from '../ui/guard';
import { download } from '../app/keep';
import { Troubles } from '../ui/field';
import { Speed } from './speed/index';
import { Data } from './data';
import { YourDrawing } from './drawing';
import { endedRun, keepEnded } from './ended';
import { isOf, isSameNetwork, onwards, setUp, slower } from './experiment';
import { Race } from './lanes';
import { namesOf } from './names';
import { RaceCard } from './race';
import { Refused, useKnownSettings } from './refused';
import { Run } from './run';
import { Runs } from './runs';
import { Setup } from './setup';
import { UnfinishedRuns } from './unfinished';
import css from './index.module.css';

function TrainPanel({ app }: { app: TrainingContext }) {
  const { trainer } = app;
  const about = trainer.about.value;
  const settings = app.settings.value;
  const [ended, setEnded] = useState<EndedRun[]>([]);
  const race = useMemo(() => new Race(app), []);
  const [beside, setBeside] = useState<string[]>([]);
  const [troubles, setTroubles] = useState<ReadonlyMap<string, string>>(new Map());
  const tellTrouble = useCallback((id: string, trouble: string) => {
    setTroubles(
      (known) => new Map([...known].filter(([each]) => each !== id).concat(trouble ? [[id, trouble]] : [])),
    );
  }, []);

  useEffect(() => {
    void trainer.open().catch(() => {});
    database.all('ended').then(
      (runs) => setEnded(runs.sort((a, b) => b.begun - a.begun)),
      () => {},
    );
    trainer.onended = remember;
  }, []);

  const remember: typeof trainer.onended = async (id, experiment, status) => {
    const run = endedRun(app, id, experiment, status);
    if (run) setEnded((runs) => [run, ...runs.filter((each) => each.id !== id)]);
    if (run) await keepEnded(app, run, experiment, status);
    race.ended(run);
  };

  const isKnown = useKnownSettings(app);

  if (!about || !isKnown) {
    const { state, message } = trainer.status.value;
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
            onClick={() => tryAgain(() => void trainer.open().catch(() => {}))}
          >
            {messages.common.tryAgain}
          </button>
        )}
      </section>
    );
  }

  const { network, plan, experiment } = setUp(app);
  const run = trainer.experiment.value;
  const begin = (change: (wanted: Experiment) => Experiment = (wanted) => wanted) => {
    const wanted = experiment();
    if (wanted) void trainer.start(change(wanted));
  };
  const further = (wanted: Experiment) =>
    run && trainer.weights.value ? onwards(wanted, run, trainer.weights.value) : wanted;
  /** What was trained last goes on, unless another network is set up by now. */
  const step = () => {
    if (run && trainer.status.value.state === 'paused') return void trainer.step(run);
    const wanted = experiment();
    if (wanted) void trainer.step(run && isSameNetwork(run, settings) ? further(wanted) : wanted);
  };
  const again = () => {
    const wanted = slower(run!, trainer.about.value!.catalogue);
    app.settings.value = fromAddress(wanted.address);
    void trainer.start(wanted);
  };
  const save = () => {
    const file = trainer.weights.value;
    if (file) download(`${run?.title ?? settings.preset}.safetensors`, file);
  };
  const changed = run !== null && !run.rehearsal && !isOf(run, settings);
  const isKept = ended.some(({ id }) => id === trainer.id);
  const compare = () => {
    setBeside((ids) => [...new Set([...ids, trainer.id])]);
    document.getElementById('runs')?.scrollIntoView({ block: 'nearest' });
    app.toast(messages.run.compared);
  };
  const names = namesOf(ended, about);
  const compared = ended
    .map((each, i) => ({ ...each, name: names[i] }))
    .filter(({ id }) => beside.includes(id));
  return (
    <Troubles.Provider value={tellTrouble}>
      <Refused app={app} />
      <UnfinishedRuns app={app} />
      <div class={css.columns}>
        <div>
          <Setup app={app} catalogue={about.catalogue} presets={about.presets} />
          <Data app={app} />
        </div>
        <div>
          <Run
            app={app}
            beside={compared}
            wanted={experiment()}
            changed={changed}
            trouble={[...troubles.values()][0] ?? ''}
            onStart={() => begin()}
            onFurther={() => begin(further)}
            onStep={step}
            onAgain={run && !run.rehearsal ? again : undefined}
            onSave={save}
            onCompare={isKept ? compare : undefined}
          />
          <YourDrawing app={app} />
          <RaceCard app={app} race={race} trouble={[...troubles.values()][0] ?? ''} />
          {ended.length > 0 && (
            <Runs app={app} runs={ended} beside={beside} setRuns={setEnded} setBeside={setBeside} />
          )}
        </div>
      </div>
      <Speed app={app} network={network} plan={plan} />
    </Troubles.Provider>
  );
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard wayOn={{ label: messages.train.useDefaults, run: () => (app.settings.value = DEFAULTS) }}>
    <TrainPanel app={app} />
  </Guard>
);
