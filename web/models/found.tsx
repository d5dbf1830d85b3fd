import { useState } from 'preact/hooks';
import type { LoadOptions } from '../../wasm/library/index';
import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { inWords } from '../ui/words';
import type { TriedOut } from '../workers/model_files';
import type { Opened } from './opened';
import css from './index.module.css';

/** The choice that was made by what was found. */
const FOUND = 'auto';

interface Props {
  app: TrainingContext;
  opened: Opened;
  onKeep: (opened: Opened) => void;
  onLeave: () => void;
}

/** What was found in a model of another program, before it is kept: which numbers it takes for ink can be chosen. */
export function Found({ app, opened, onKeep, onLeave }: Props) {
  const [shown, setShown] = useState(opened);
  const [chosen, setChosen] = useState<LoadOptions>({});
  const [tried, setTried] = useState<TriedOut | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const { origin, parameters, summary, labels } = shown.about;
  const [taken] = origin!.trials;
  const [first, ...others] = opened.about.origin!.trials;
  // What was found may be on its side, or dark on light; what is chosen is a scaling of upright, light ink.
  const choices = others.filter(({ inverted, transposed }) => !inverted && !transposed);

  const openAgain = async (options: LoadOptions) => {
    setBusy(true);
    setTrouble('');
    try {
      const about = await app.trainer.ask((service) => service.inspect(opened.files, options));
      setShown({ ...opened, about });
      setTried(null);
      setChosen(options);
    } catch (error) {
      setTrouble(inWords(error));
    } finally {
      setBusy(false);
    }
  };
  const tryOut = async () => {
    setBusy(true);
    setTrouble('');
    try {
      const file = shown.about.file;
      setTried(await app.trainer.ask((service) => service.tryOut(file)));
    } catch (error) {
      setTrouble(inWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class={css.found} data-testid="model-found" role="status">
      <h3>{opened.name}</h3>
      <p>{messages.models.from(origin!.writer, messages.common.parameters(parameters))}</p>
      {origin!.guessed && (
        <p class="trouble" data-testid="model-guessed">
          {messages.models.guessed}
        </p>
      )}
      {taken ? (
        <>
          <p data-testid="model-reads">
            {messages.models.reads(taken.right, taken.of, messages.models.scaling(taken))}
          </p>
          {origin!.reads_few && (
            <p class="trouble" data-testid="model-doubt">
              {messages.models.readsFew}
            </p>
          )}
          <label>
            {messages.models.takes}{' '}
            <select
              data-testid="model-scaling"
              value={chosen.scaling ?? FOUND}
              disabled={busy}
              onChange={(event) => void openAgain({ ...chosen, scaling: event.currentTarget.value })}
            >
              {[first, ...choices].map((trial) => (
                <option key={messages.models.scaling(trial)} value={trial === first ? FOUND : trial.scaling}>
                  {messages.models.trial(messages.models.scaling(trial), trial.right, trial.of)}
                </option>
              ))}
            </select>
          </label>
        </>
      ) : (
        <p>{messages.models.noDigits}</p>
      )}
      {tried && (
        <p data-testid="model-tried">
          {messages.models.tried(tried.right, tried.of, Math.round(tried.images_per_second))}
        </p>
      )}
      <label>
        {messages.models.classes}{' '}
        <input
          type="text"
          data-testid="model-labels"
          value={labels.join(' ')}
          disabled={busy}
          onChange={(event) =>
            void openAgain({ ...chosen, labels: event.currentTarget.value.split(/[\s,]+/).filter(Boolean) })
          }
        />
      </label>
      <details>
        <summary>{messages.models.layers}</summary>
        <pre>{summary}</pre>
      </details>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <div class="row">
        <button
          class="button main"
          type="button"
          data-testid="model-keep"
          disabled={busy}
          onClick={() => onKeep(shown)}
        >
          {messages.models.keep}
        </button>
        {taken && (
          <button
            class="button"
            type="button"
            data-testid="model-try"
            disabled={busy}
            onClick={() => void tryOut()}
          >
            {messages.models.tryOut}
          </button>
        )}
        <button class="button" type="button" data-testid="model-leave" onClick={onLeave}>
          {messages.models.leave}
        </button>
      </div>
    </div>
  );
}
