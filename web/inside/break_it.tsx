import { useEffect, useState } from 'preact/hooks';
import type { Channel } from '../../wasm/library/index';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import { Text } from '../ui/text';
import { percent, sureness } from '../ui/words';
import { BreakState } from './break_state';
import { Fold } from './fold';
import type { InsideState } from './state';
import { Telling } from './telling';
import figures from '../ui/figures.module.css';
import css from './break_it.module.css';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** What the network can do without some of its maps and units. */
export function BreakIt({ app, inside }: Props) {
  const [state] = useState(() => new BreakState(app, inside));
  useEffect(() => state.follow(), [state]);
  const layers = inside.client.about.value?.layers ?? [];
  const nameOf = ({ layer, channel }: Channel) => {
    const { name, shape } = layers[layer];
    return shape.length === 3 ? messages.breakIt.map(name, channel) : messages.breakIt.unit(name, channel);
  };
  return (
    <Fold
      inside={inside}
      title={messages.breakIt.title}
      testid="break"
      isOpen={state.isOpen.value}
      onToggle={(isOpen) => (state.isOpen.value = isOpen)}
    >
      <p class="hint">{messages.breakIt.help}</p>
      <Off inside={inside} state={state} nameOf={nameOf} />
      <div class={css.beside}>
        <Accuracy state={state} />
        <Answers inside={inside} state={state} />
      </div>
      <Telling
        state={state}
        nameOf={nameOf}
        isOff={(channel) => inside.isOff(channel)}
        onToggle={(channel) => inside.toggle(channel)}
      />
    </Fold>
  );
}

interface OffProps {
  inside: InsideState;
  state: BreakState;
  nameOf: (channel: Channel) => string;
}

/** What is off, and the ways back. */
function Off({ inside, state, nameOf }: OffProps) {
  const off = inside.client.off.value;
  return (
    <section aria-label={messages.breakIt.off}>
      <h3>{messages.breakIt.off}</h3>
      {off.length === 0 && <p>{messages.breakIt.nothingOff}</p>}
      <ul class={css.off} data-testid="break-off">
        {off.map((channel) => {
          const name = nameOf(channel);
          return (
            <li key={name}>
              <button
                type="button"
                aria-label={messages.breakIt.switchOn(name)}
                onClick={() => inside.toggle(channel)}
              >
                {name} <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      </ul>
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="break-undo"
          disabled={state.past.value.length === 0}
          onClick={() => state.undo()}
        >
          {messages.common.undo}
        </button>
        <button
          class="button"
          type="button"
          data-testid="break-all-on"
          disabled={off.length === 0}
          onClick={() => inside.client.switchOff([])}
        >
          {messages.breakIt.allOn}
        </button>
      </div>
    </section>
  );
}

function Accuracy({ state }: { state: BreakState }) {
  const accuracy = state.accuracy.value;
  const trouble = state.trouble.value;
  return (
    <section data-testid="break-accuracy" data-busy={state.isReading.value}>
      <h3>{messages.breakIt.accuracy}</h3>
      {trouble && (
        <p class="trouble" role="alert">
          <Text>{trouble}</Text>
        </p>
      )}
      {!accuracy && !trouble && <p class="hint">{messages.breakIt.computing}</p>}
      {accuracy && !trouble && (
        <>
          <dl class={figures.meters}>
            {(['whole', 'now'] as const).map((which) => {
              const { right, images } = accuracy[which];
              return (
                <div key={which}>
                  <dt>{messages.breakIt.columns[which]}</dt>
                  <dd data-testid={`break-${which}`} data-right={right}>
                    {percent(right / images)}
                  </dd>
                </div>
              );
            })}
          </dl>
          <p class="hint">{messages.breakIt.testImages(accuracy.now.images)}</p>
        </>
      )}
    </section>
  );
}

/** So many classes are compared at most. */
const CLASSES = 5;

/** What the image is read as with everything on, and as the network is now. */
function Answers({ inside, state }: { inside: InsideState; state: BreakState }) {
  const [whole, now] = [state.whole.value, state.now.value];
  const labels = inside.client.about.value?.labels ?? [];
  if (!whole || !now) return null;
  const likeliest = labels
    .map((label, i) => ({ label, whole: whole[i], now: now[i] }))
    .sort((a, b) => Math.max(b.whole, b.now) - Math.max(a.whole, a.now))
    .slice(0, CLASSES);
  return (
    <section aria-label={messages.breakIt.answers}>
      <h3>{messages.breakIt.answers}</h3>
      <table class={css.answers} data-testid="break-answers">
        <thead>
          <tr>
            <th scope="col">{messages.breakIt.columns.class}</th>
            <th scope="col">{messages.breakIt.columns.whole}</th>
            <th scope="col">{messages.breakIt.columns.now}</th>
          </tr>
        </thead>
        <tbody lang={labels.some(spokenName) ? 'ja' : undefined}>
          {likeliest.map((each) => (
            <tr key={each.label}>
              <th scope="row">{each.label}</th>
              {[each.whole, each.now].map((probability, i) => (
                <td key={i}>
                  <span class={css.track}>
                    <span class={css.bar} style={{ width: `${100 * probability}%` }} />
                  </span>
                  <Text>{sureness(probability)}</Text>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
