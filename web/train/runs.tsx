import * as messages from '../app/messages';
import { database, type EndedRun } from '../state/database';
import type { TrainingContext } from '../app/context';
import { fromAddress } from '../state/address';
import { duration, percent } from '../ui/words';
import { clock } from './clock';
import { namesOf } from './names';
import { HASH } from './race_table';
import css from './runs.module.css';

const columns = messages.runs.columns;

interface Props {
  app: TrainingContext;
  runs: EndedRun[];
  /** The ids of those that are shown in the charts. */
  beside: string[];
  setRuns: (change: (runs: EndedRun[]) => EndedRun[]) => void;
  setBeside: (change: (ids: string[]) => string[]) => void;
}

/** What was trained, to compare and to do again. */
export function Runs({ app, runs, beside, setRuns, setBeside }: Props) {
  const remove = (run: EndedRun) => {
    setRuns((all) => all.filter(({ id }) => id !== run.id));
    void database.remove('ended', run.id).catch(() => {});
    app.toast(messages.runs.removed, {
      label: messages.common.undo,
      run: () => {
        setRuns((all) => [run, ...all].sort((a, b) => b.begun - a.begun));
        void database.put('ended', run).catch(() => {});
      },
    });
  };
  const names = namesOf(runs, app.trainer.about.value!);
  return (
    <section class="card" id="runs" aria-label={messages.runs.title}>
      <h2>{messages.runs.title}</h2>
      <div class={css.place}>
        <table class={css.runs} data-testid="runs">
          <thead>
            <tr>
              <th>{columns.chart}</th>
              <th>{columns.run}</th>
              <th>{columns.epochs}</th>
              <th>{columns.loss}</th>
              <th>{columns.accuracy}</th>
              <th>{columns.validation}</th>
              <th>{columns.parameters}</th>
              <th>{columns.time}</th>
              <th>{columns.weights}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {runs.map((run, i) => (
              <Row
                key={run.id}
                run={run}
                name={names[i]}
                chosen={beside.includes(run.id)}
                onChoose={(chosen) =>
                  setBeside((ids) => (chosen ? [...ids, run.id] : ids.filter((id) => id !== run.id)))
                }
                onAgain={() => {
                  app.settings.value = fromAddress(run.address);
                  app.toast(messages.runs.settingsTaken(names[i]));
                }}
                onRemove={() => remove(run)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  run: EndedRun;
  /** What sets it apart from the others too. */
  name: string;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onAgain: () => void;
  onRemove: () => void;
}

function Row({ run, name, chosen, onChoose, onAgain, onRemove }: RowProps) {
  const last = run.epochs.at(-1);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={messages.runs.show(name)}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td>
        {name} <small>{clock(run.begun)}</small>
      </td>
      <td data-name={columns.epochs}>{run.epochs.length}</td>
      <td data-name={columns.loss}>{last?.loss.toPrecision(3)}</td>
      <td data-name={columns.accuracy}>{percent(last?.accuracy)}</td>
      <td data-name={columns.validation}>{percent(last?.val_accuracy)}</td>
      <td data-name={columns.parameters}>{run.parameters?.toLocaleString('en') ?? '–'}</td>
      <td data-name={columns.time}>{run.seconds === undefined ? '–' : duration(run.seconds)}</td>
      <td data-name={columns.weights}>
        <code>{run.weights_hash?.slice(0, HASH) || '–'}</code>
      </td>
      <td>
        <button class="button" type="button" onClick={onAgain}>
          {messages.runs.sameSettings}
        </button>{' '}
        <button class="button" type="button" aria-label={messages.runs.remove(name)} onClick={onRemove}>
          ×
        </button>
      </td>
    </tr>
  );
}
