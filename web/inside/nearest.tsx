import { useEffect, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import { Thumbnail } from '../ui/charts/thumbnail';
import { Text } from '../ui/text';
import { Choices } from './choices';
import { type Distance, type Near, NearestState } from './nearest_state';
import type { InsideState } from './state';
import gallery from '../ui/gallery.module.css';
import css from './why.module.css';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** What the network has learned from that looks most like this to it. */
export function Nearest({ app, inside }: Props) {
  const [state] = useState(() => new NearestState(app, inside));
  useEffect(() => state.follow(), [state]);
  const [share, images] = [state.share.value, state.images.value];
  return (
    <section aria-label={messages.why.nearest} data-testid="nearest">
      <h3>{messages.why.nearest}</h3>
      <p class="hint">{messages.why.nearestHelp}</p>
      {share === null && !images && (
        <div class="row">
          <button class="button" type="button" data-testid="nearest-find" onClick={() => void state.look()}>
            {messages.why.find}
          </button>
        </div>
      )}
      {share !== null && (
        <>
          <progress max={1} value={share} aria-label={messages.why.finding} />
          <div class="row">
            <button class="button" type="button" data-testid="nearest-cancel" onClick={() => state.cancel()}>
              {messages.common.cancel}
            </button>
            <span class="hint">{state.words.value}</span>
          </div>
        </>
      )}
      {state.trouble.value && (
        <p class="trouble" role="alert" data-testid="nearest-trouble">
          <Text>{state.trouble.value}</Text>
        </p>
      )}
      {images > 0 && <Found app={app} state={state} images={images} />}
    </section>
  );
}

function Found({ app, state, images }: { app: TrainingContext; state: NearestState; images: number }) {
  const nearest = state.nearest.value;
  const put = ({ ink }: Near) => {
    app.sketch.open(ink);
    app.toast(messages.why.onPad, { label: messages.common.undo, run: () => app.sketch.undo() });
  };
  return (
    <>
      <p class="hint" role="status" data-testid="nearest-compared">
        {messages.why.compared(images)}
      </p>
      <Choices
        title={messages.why.distance}
        value={state.distance.value}
        choices={(Object.keys(messages.why.distances) as Distance[]).map((value) => ({
          value,
          label: messages.why.distances[value],
        }))}
        testid="nearest-distance"
        onChange={(distance) => (state.distance.value = distance)}
      />
      {nearest.length === 0 && <p>{messages.why.drawFirst}</p>}
      <ol
        class={`${gallery.grid} ${gallery.labelled} ${css.gallery}`}
        data-testid="nearest-images"
        lang={nearest.some(({ label }) => spokenName(label)) ? 'ja' : undefined}
      >
        {nearest.map((near, i) => {
          const words = messages.why.near(near.label, near.distance.toFixed(2));
          return (
            <li key={i} data-label={near.label}>
              <button type="button" class={css.near} aria-label={words} onClick={() => put(near)}>
                <Thumbnail pixels={near.ink.map((ink) => 255 * ink)} rows={28} columns={28} label={words} />
              </button>
              <span>
                {near.label} <small>{near.distance.toFixed(2)}</small>
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
