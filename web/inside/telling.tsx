import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Channel } from '../../wasm/library/index';
import { Text } from '../ui/text';
import type { BreakState, Ranking } from './break_state';
import css from './break_it.module.css';

/** So many of the list at first, and with each wish for more. */
const SHOWN = 12;

interface Props {
  state: BreakState;
  nameOf: (channel: Channel) => string;
  isOff: (channel: Channel) => boolean;
  onToggle: (channel: Channel) => void;
}

/** The maps and units by what it costs to switch each off. */
export function Telling({ state, ...rest }: Props) {
  const ranking = state.ranking.value;
  const isRanking = state.isRanking.value;
  return (
    <section aria-label={messages.breakIt.telling} data-testid="telling">
      <h3>{messages.breakIt.telling}</h3>
      <p class="hint">{messages.breakIt.tellingHelp}</p>
      {isRanking && (
        <progress
          max={1}
          value={ranking ? ranking.tried / ranking.of : 0}
          aria-label={messages.breakIt.progress}
        />
      )}
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="rank-start"
          disabled={isRanking}
          onClick={() => void state.rank()}
        >
          {ranking && !isRanking ? messages.breakIt.again : messages.breakIt.start}
        </button>
        <button
          class="button"
          type="button"
          data-testid="rank-cancel"
          disabled={!isRanking}
          onClick={() => state.cancel()}
        >
          {messages.common.cancel}
        </button>
        {ranking && (
          <span class="hint" data-testid="rank-words" data-tried={ranking.tried} data-of={ranking.of}>
            {isRanking
              ? messages.breakIt.tried(ranking.tried, ranking.of, state.left.value)
              : messages.breakIt.triedAll(
                  ranking.tried,
                  ranking.of,
                  ranking.costs.filter(({ lost }) => lost <= 0).length,
                )}
          </span>
        )}
      </div>
      {state.rankingTrouble.value && (
        <p class="trouble" role="alert">
          <Text>{state.rankingTrouble.value}</Text>
        </p>
      )}
      {ranking && <Costs ranking={ranking} {...rest} />}
    </section>
  );
}

function Costs({
  ranking: { costs, images },
  nameOf,
  isOff,
  onToggle,
}: Omit<Props, 'state'> & { ranking: Ranking }) {
  const [shown, setShown] = useState(SHOWN);
  const most = Math.max(1, ...costs.map(({ lost }) => lost));
  return (
    <>
      <ol class={css.costs} data-testid="rank-costs">
        {costs.slice(0, shown).map((cost) => {
          const { layer, channel, lost } = cost;
          return (
            <li key={`${layer} ${channel}`} data-lost={lost}>
              <button type="button" aria-pressed={isOff(cost)} onClick={() => onToggle({ layer, channel })}>
                <span class={css.name}>{nameOf(cost)}</span>
                <span class="unseen">{messages.breakIt.costs}</span>
                <span class={css.track}>
                  <span class={css.bar} style={{ width: `${(100 * Math.max(0, lost)) / most}%` }} />
                </span>
                <span class={css.value}>{messages.breakIt.cost((100 * lost) / images)}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {costs.length > shown && (
        <button class="button" type="button" onClick={() => setShown(shown + SHOWN)}>
          {messages.breakIt.more}
        </button>
      )}
    </>
  );
}
