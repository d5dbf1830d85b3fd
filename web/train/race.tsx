import { useMemo } from 'preact/hooks';
import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { Lines } from '../ui/charts/lines';
import { duration } from '../ui/words';
import { Text } from '../ui/text';
import { complete } from '../state/plan';
import type { Settings } from '../state/settings';
import figures from '../ui/figures.module.css';
import { accuracyUp } from './charts';
import { setUp } from './experiment';
import { accuracyOf, type Lane, MOST_LANES, type Race } from './lanes';
import { namesOf } from './names';
import { RaceTable } from './race_table';
import css from './race.module.css';

const colours = ['--accent', '--line-3', '--line-4', '--line-5'];
const secondsAcross = {
  title: messages.race.seconds,
  format: (value: number) => String(Number(value.toPrecision(3))),
};

/** What is raced at a press, made of the settings as they are. */
function quick(app: TrainingContext) {
  const { presets, catalogue } = app.trainer.about.value!;
  const { value: settings } = app.settings;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const { seed, optimizer } = complete(settings, preset, catalogue);
  const optimizers = [...new Set([optimizer, 'Adam', 'SGD', 'RMSprop'])].slice(0, 3);
  const other = preset.name === 'sprint' ? 'quick-cnn' : 'sprint';
  const { dataset, epochs } = settings;
  return [
    {
      testid: 'race-optimizers',
      words: messages.race.optimizers,
      lanes: optimizers.map((each): Settings =>
        each === optimizer
          ? settings
          : { ...settings, optimizer: each, learning_rate: undefined, schedule: undefined },
      ),
    },
    {
      testid: 'race-seeds',
      words: messages.race.seeds,
      lanes: [0, 1, 2].map((more): Settings => ({ ...settings, seed: seed + more })),
    },
    {
      testid: 'race-networks',
      words: messages.race.networks,
      lanes: [settings, { dataset, epochs, seed: settings.seed, preset: other }],
    },
  ];
}

/** Runs with other settings on the same data, one after the other: which learns fastest, and which best. */
export function RaceCard({ app, race, trouble }: { app: TrainingContext; race: Race; trouble: string }) {
  const { trainer } = app;
  const lanes = race.lanes.value;
  const at = race.at.value;
  const names = namesOf(
    lanes.map(({ experiment }) => experiment),
    trainer.about.value!,
  );
  const now = setUp(app).experiment();
  const goes = at !== null;
  const isOther = lanes.length > 0 && now?.dataset !== lanes[0].experiment.dataset;
  const isReady = now !== null && !goes && !trouble;
  const set = (all: readonly Settings[]) =>
    race.set(all.flatMap((settings) => setUp(app, settings).experiment() ?? []));
  return (
    <section class="card" aria-label={messages.race.title} data-testid="race">
      <h2>{messages.race.title}</h2>
      <p class="hint">{messages.race.help}</p>
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="race-add"
          disabled={!isReady || isOther || lanes.length >= MOST_LANES}
          onClick={() => now && race.add(now)}
        >
          {messages.race.add}
        </button>
        {quick(app).map(({ testid, words, lanes: wanted }) => (
          <button
            key={testid}
            class="button"
            type="button"
            data-testid={testid}
            disabled={!isReady}
            onClick={() => set(wanted)}
          >
            {words}
          </button>
        ))}
      </div>
      {isOther && !goes && <p class="hint">{messages.race.otherData}</p>}
      {lanes.length > 0 && (
        <ol class={css.lanes}>
          {lanes.map((lane, i) => (
            <li key={i}>
              <span class={css.swatch} data-colour={colours[i]} />
              <Text>{names[i]}</Text>{' '}
              <small>
                <Text>{stateWords(lane, i === at, trainer.history.epochs.value.length)}</Text>
              </small>
              {!goes && (
                <button
                  type="button"
                  aria-label={messages.race.remove(names[i])}
                  onClick={() => race.remove(i)}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
      <div class={`row ${css.start}`}>
        <button
          class="button main"
          type="button"
          data-testid="race-start"
          disabled={goes || lanes.length < 2 || trainer.isBusy}
          onClick={() => void race.start()}
        >
          {messages.race.start}
        </button>
        <button
          class="button"
          type="button"
          data-testid="race-stop"
          disabled={!goes}
          onClick={() => race.stop()}
        >
          {messages.race.stop}
        </button>
      </div>
      <p class="status" role="status" data-testid="race-status">
        <Text>{goes ? messages.race.goes(at + 1, lanes.length, duration(race.seconds_left)) : ''}</Text>
      </p>
      {(goes || lanes.some(({ run }) => run)) && (
        <>
          <RaceChart app={app} lanes={lanes} names={names} at={at} />
          <RaceTable lanes={lanes} names={names} isOver={!goes} />
        </>
      )}
    </section>
  );
}

function stateWords({ run }: Lane, goes: boolean, epochs: number): string {
  if (goes) return messages.race.underWay(epochs);
  return run ? messages.race.ran : '';
}

interface ChartProps {
  app: TrainingContext;
  lanes: readonly Lane[];
  names: readonly string[];
  at: number | null;
}

/** Accuracy against the seconds that each has trained. */
function RaceChart({ app, lanes, names, at }: ChartProps) {
  const live = app.trainer.history.epochs.value;
  const [x, lines] = useMemo(() => {
    const all = lanes.map(({ run }, i) => run?.epochs ?? (i === at ? live : []));
    const points = all.map((epochs) =>
      epochs.flatMap((each) =>
        each.seconds === undefined ? [] : [[each.seconds, accuracyOf(each)] as const],
      ),
    );
    const x = [...new Set(points.flat().map(([seconds]) => seconds))].sort((a, b) => a - b);
    const lines = points.map((each, i) => {
      const known = new Map(each);
      return { label: names[i], colour: colours[i], values: x.map((seconds) => known.get(seconds) ?? null) };
    });
    return [x, lines] as const;
  }, [lanes, names.join(), at, live]);
  return (
    <div class={figures.charts}>
      <Lines title={messages.race.chart} x={x} lines={lines} across={secondsAcross} up={accuracyUp} />
    </div>
  );
}
