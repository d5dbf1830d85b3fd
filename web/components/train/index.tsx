import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DRAWINGS } from '../../engine/datasets';
import type { Experiment } from '../../engine/training';
import { database, type EndedRun, storageTrouble } from '../../state/database';
import type { Desk } from '../../state/desk';
import { fromAddress, planOf, toAddress } from '../../state/settings';
import { download, keepModel } from '../models/keep';
import { Data } from './data';
import { YourDrawing } from './drawing';
import { Run } from './run';
import { Setup } from './setup';

const clock = (time: number) => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

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
      id: crypto.randomUUID?.() ?? String(Math.random()),
      begun: Date.now(),
      address: toAddress('train', desk.settings.value),
      title: experiment.from ? 'My hand' : `${desk.settings.value.preset} on ${experiment.dataset}`,
      state,
      epochs,
    };
    setEnded((runs) => [run, ...runs]);
    await database
      .put('ended', run)
      .catch((error: unknown) => (lab.storageTrouble.value = storageTrouble(error)));
    const file = lab.weights.value;
    if (file && state === 'done' && !experiment.from) {
      await keepModel(desk, file, run.title, experiment.dataset, epochs.at(-1)).catch(() => {});
    }
  };

  if (!about) {
    const { state, message } = lab.status.value;
    return (
      <section class="card" role="status">
        <p data-testid="status" data-state={state === 'error' ? 'error' : 'loading'}>
          {state === 'error' ? message : 'Getting ready…'}
        </p>
        {state === 'error' && (
          <button class="button" type="button" onClick={() => void lab.open().catch(() => {})}>
            Try again
          </button>
        )}
      </section>
    );
  }

  const data = lab.data.value;
  const ready = data?.state === 'ready' && data.id === settings.dataset;
  const experiment = (): Experiment | null => {
    if (!ready) return null;
    const { info } = data;
    const preset = about.presets.find(({ name }) => name === settings.preset) ?? about.presets[0];
    const plan = planOf(settings, preset, about.catalogue, {
      shape: [info.rows, info.columns, info.channels],
      classes: info.label_names.length,
      images: info.images,
    });
    // So few that a part for validation would be missed.
    if (info.id === DRAWINGS && info.images < 20) plan.training.validation_split = 0;
    return { dataset: settings.dataset, plan };
  };
  const begin = (how: (experiment: Experiment) => Promise<void>) => {
    const wanted = experiment();
    if (wanted) void how(wanted);
  };
  const save = () => {
    const file = lab.weights.value;
    if (file) download(`${settings.preset}.safetensors`, file);
  };
  const compared = ended.filter(({ id }) => beside.includes(id));
  const unfinished = lab.unfinished.value;
  return (
    <>
      {unfinished && (
        <section class="card banner" data-testid="unfinished" role="status">
          <p>
            Unfinished run from {clock(unfinished.about.begun)}:{' '}
            {unfinished.about.latest &&
              `epoch ${unfinished.about.latest.epoch} of ${unfinished.about.latest.epochs}, batch ${unfinished.about.latest.batch}.`}
          </p>
          <button
            class="button main"
            type="button"
            data-testid="resume-run"
            onClick={() => void lab.resume()}
          >
            Resume
          </button>
          <button class="button" type="button" data-testid="discard-run" onClick={() => void lab.discard()}>
            Discard
          </button>
          <button
            class="button"
            type="button"
            onClick={() =>
              void lab
                .ask((service) => service.rescued())
                .then((file) => file && download('unfinished.safetensors', file))
            }
          >
            Save its model
          </button>
        </section>
      )}
      <div class="columns">
        <div>
          <Setup desk={desk} catalogue={about.catalogue} presets={about.presets} />
          <Data desk={desk} />
        </div>
        <div>
          <Run
            desk={desk}
            beside={compared}
            ready={ready}
            onStart={() => begin((wanted) => lab.start(wanted))}
            onStep={() => begin((wanted) => lab.step(wanted))}
            onSave={save}
          />
          <YourDrawing desk={desk} />
          {ended.length > 0 && (
            <section class="card" aria-label="Runs">
              <h2>Runs</h2>
              <div class="scroll">
                <table class="runs">
                  <thead>
                    <tr>
                      <th>Compare</th>
                      <th>Run</th>
                      <th>Epochs</th>
                      <th>Loss</th>
                      <th>Validation</th>
                      <th />
                    </tr>
                  </thead>
                  <tbody>
                    {ended.map((run) => (
                      <Row
                        key={run.id}
                        run={run}
                        chosen={beside.includes(run.id)}
                        onChoose={(chosen) =>
                          setBeside((ids) => (chosen ? [...ids, run.id] : ids.filter((id) => id !== run.id)))
                        }
                        onAgain={() => (desk.settings.value = fromAddress(run.address))}
                        onRemove={() => {
                          setEnded((runs) => runs.filter(({ id }) => id !== run.id));
                          void database.remove('ended', run.id).catch(() => {});
                          desk.toast('The run is gone from the table.', {
                            label: 'Undo',
                            run: () => {
                              setEnded((runs) => [run, ...runs]);
                              void database.put('ended', run).catch(() => {});
                            },
                          });
                        }}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

interface RowProps {
  run: EndedRun;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onAgain: () => void;
  onRemove: () => void;
}

function Row({ run, chosen, onChoose, onAgain, onRemove }: RowProps) {
  const last = run.epochs.at(-1);
  const share = last?.val_accuracy ?? last?.accuracy;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Show ${run.title} in the charts`}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td>
        {run.title} <small>{clock(run.begun)}</small>
      </td>
      <td>{run.epochs.length}</td>
      <td>{last?.loss.toPrecision(3)}</td>
      <td>{share !== undefined && `${(100 * share).toFixed(2)} %`}</td>
      <td>
        <button class="button" type="button" onClick={onAgain}>
          Same settings
        </button>
        <button class="button" type="button" aria-label={`Remove ${run.title}`} onClick={onRemove}>
          ×
        </button>
      </td>
    </tr>
  );
}

export const mount = (element: HTMLElement, desk: Desk) => render(<TrainPanel desk={desk} />, element);
