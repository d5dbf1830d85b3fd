import * as messages from '../app/messages';
import type { EndedRun } from '../state/database';
import figures from '../ui/figures.module.css';
import { percent } from '../ui/words';
import { accuracyOf, type Lane } from './lanes';
import css from './race.module.css';

const columns = messages.race.columns;
const seconds = (value: number | undefined) =>
  value === undefined ? '–' : messages.race.inSeconds(value.toFixed(1));

/** So many digits tell weights apart. */
export const HASH = 8;

const bestOf = ({ epochs }: EndedRun) => Math.max(...epochs.map((each) => accuracyOf(each) ?? 0));
/** When it first reached this accuracy. */
const timeTo = ({ epochs }: EndedRun, accuracy: number) =>
  epochs.find((each) => (accuracyOf(each) ?? 0) >= accuracy)?.seconds;

/** The lane of the best accuracy, and of those that are equal the faster one. */
function winnerOf(lanes: readonly Lane[]): Lane | undefined {
  const ran = lanes.filter(({ run }) => run);
  if (ran.length < 2) return undefined;
  const isBefore = (a: EndedRun, b: EndedRun) =>
    bestOf(a) > bestOf(b) || (bestOf(a) === bestOf(b) && (a.seconds ?? Infinity) < (b.seconds ?? Infinity));
  return ran.reduce((best, lane) => (isBefore(lane.run!, best.run!) ? lane : best));
}

interface Props {
  lanes: readonly Lane[];
  names: readonly string[];
  isOver: boolean;
}

/** What the lanes of a race came to. */
export function RaceTable({ lanes, names, isOver }: Props) {
  const winner = isOver ? winnerOf(lanes) : undefined;
  return (
    <div class={figures.scroll} tabIndex={0} role="region" aria-label={messages.race.results}>
      <table class={css.results} data-testid="race-table">
        <thead>
          <tr>
            {Object.values(columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane, i) => {
            const { run } = lane;
            return (
              <tr key={i} data-winner={String(lane === winner)}>
                <th scope="row">
                  {names[i]}
                  {lane === winner && <strong> {messages.race.winner}</strong>}
                </th>
                <td>{run ? percent(bestOf(run)) : '–'}</td>
                <td>{seconds(run ? timeTo(run, 0.98) : undefined)}</td>
                <td>{seconds(run ? timeTo(run, 0.99) : undefined)}</td>
                <td>{run?.parameters?.toLocaleString('en') ?? '–'}</td>
                <td>{seconds(run?.seconds)}</td>
                <td>
                  <code>{run?.weights_hash?.slice(0, HASH) || '–'}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
