import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { reasonOf } from '../workers/load_failure';
import { Select } from '../ui/field';
import { Text } from '../ui/text';
import { asSentence, withoutFolders } from '../ui/words';
import css from './engine.module.css';

/** What computes, and with how many threads. */
export function EngineLine({ app }: { app: TrainingContext }) {
  const { trainer } = app;
  const about = trainer.about.value;
  if (!about) return null;
  const { variant, reproducible, threads, most_threads } = about;
  const counts = Array.from({ length: most_threads }, (_, i) => String(i + 1));
  return (
    <div class={css.engine}>
      <p class="hint" data-testid="engine" data-variant={variant} data-threads={threads}>
        {messages.build.name}{' '}
        <code>
          <Text>{variant}</Text>
        </code>
        : <Text>{reproducible ? messages.build.reproducible : messages.build.notReproducible}</Text>
        {most_threads > 1 ? (
          <label>
            {` · ${messages.build.threads} `}
            <Select
              testid="threads"
              value={String(threads)}
              choices={counts}
              onChange={(count) => void trainer.setThreads(Number(count))}
            />
          </label>
        ) : (
          <Text>{` · ${messages.build.oneThread}`}</Text>
        )}
      </p>
      <Reproducible app={app} />
    </div>
  );
}

/** Whether only an engine will do that comes to the same weights on any device. */
function Reproducible({ app: { trainer, toast } }: { app: TrainingContext }) {
  const { reproducible, has_choice } = trainer.about.value!;
  const why = !has_choice ? messages.build.noChoice : trainer.isBusy ? messages.build.runUnderWay : '';
  const choose = (wanted: boolean) =>
    trainer.reproducible
      .choose(wanted)
      .catch(async (error: unknown) => toast(asSentence(withoutFolders(await reasonOf(error)))));
  return (
    <>
      <label class={css.choice}>
        <input
          type="checkbox"
          data-testid="reproducible"
          checked={trainer.reproducible.chosen.value ?? reproducible}
          disabled={why !== ''}
          aria-describedby="reproducible-help"
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        {messages.build.onlyReproducible}
      </label>
      <p class="hint" id="reproducible-help">
        <Text>{why || messages.build.onlyReproducibleHelp}</Text>
      </p>
    </>
  );
}
