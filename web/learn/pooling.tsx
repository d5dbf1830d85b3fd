import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Choice } from './choice';
import type { Lesson, PlaygroundProps } from './lesson';
import { changeOf, moved } from './moved';
import { Plane } from './plane';
import { mapsOf } from './tiny_model';
import { useAnswer } from './use_answer';
import { Waiting } from './waiting';
import css from './playground.module.css';

const words = messages.poolingLesson;
const SIDE = 28;
const KINDS = [
  { value: 'MaxPooling2D', label: words.kinds.max },
  { value: 'AveragePooling2D', label: words.kinds.average },
];
const SQUARES = [2, 4, 7].map((value) => ({ value, label: words.side(value) }));
const WAYS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
const ways = Object.keys(WAYS) as (keyof typeof WAYS)[];

const share = (change: number) => `${Math.round(100 * change)} %`;
const places = (n: number) => String(n).replace('-', '−');

function Pooling({ learn, step }: PlaygroundProps) {
  const image = learn.image.value;
  const [kind, setKind] = useState('MaxPooling2D');
  const [square, setSquare] = useState(2);
  const [[across, down], setNudge] = useState<readonly [number, number]>([0, 0]);
  const model = () => mapsOf({ class_name: kind, config: { pool_size: [square, square] } });
  const shown = image && moved(image, across, down);
  const still = useAnswer(learn, image && ((service) => service.look(model(), image)), [image, kind, square]);
  const now = useAnswer(learn, shown && ((service) => service.look(model(), shown)), [
    image,
    across,
    down,
    kind,
    square,
  ]);
  if (!shown || !still || !now) return <Waiting learn={learn} />;
  const [rows, columns] = now[0].shape;
  const nudge = (way: keyof typeof WAYS) => setNudge([across + WAYS[way][0], down + WAYS[way][1]]);
  const press = (event: KeyboardEvent) => {
    const way = ways.find((each) => event.key === `Arrow${each[0].toUpperCase()}${each.slice(1)}`);
    if (!way) return;
    event.preventDefault();
    nudge(way);
  };
  const isOne = still[0].values.length === now[0].values.length;
  return (
    <>
      <div class={css.choices}>
        <Choice label={words.kind} choices={KINDS} value={kind} testid="pooling" onChange={setKind} />
        <Choice
          label={words.square}
          choices={step >= 3 ? SQUARES : SQUARES.slice(0, 2)}
          value={square}
          testid="square"
          onChange={setSquare}
        />
      </div>
      <div class={css.planes}>
        <Plane
          name={`${messages.learn.drawing}, ${words.side(SIDE)}`}
          values={shown}
          rows={SIDE}
          columns={SIDE}
        />
        <Plane
          name={`${words.pooled}, ${words.side(rows)}`}
          values={now[0].values}
          rows={rows}
          columns={columns}
          most={1}
          testid="pooled"
        />
      </div>
      {step >= 2 && (
        <>
          <p class="eyebrow">{words.nudge}</p>
          <div class="row" onKeyDown={press}>
            {ways.map((way) => (
              <button
                key={way}
                class="button"
                type="button"
                data-testid={`nudge-${way}`}
                onClick={() => nudge(way)}
              >
                {words.ways[way]}
              </button>
            ))}
            <button
              class="button"
              type="button"
              data-testid="nudge-back"
              aria-disabled={!across && !down}
              onClick={() => setNudge([0, 0])}
            >
              {words.backToStart}
            </button>
          </div>
          <p class="hint">{words.nudged(places(across), places(down))}</p>
          {isOne && (
            <div role="status" class={css.changed} data-testid="changed">
              <p class="eyebrow">{words.changed}</p>
              <p data-testid="changed-drawing">{words.ofDrawing(share(changeOf(image, shown)))}</p>
              <p data-testid="changed-map">{words.ofMap(share(changeOf(still[0].values, now[0].values)))}</p>
            </div>
          )}
        </>
      )}
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Pooling,
  pad: 'drawing',
};
