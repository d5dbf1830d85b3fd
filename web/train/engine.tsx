import * as messages from '../app/messages';
import type { AppContext } from '../app/context';
import { Select } from '../ui/field';
import css from './engine.module.css';

/** What computes, and with how many threads. */
export function EngineLine({ app: { trainer } }: { app: AppContext }) {
  const about = trainer.about.value;
  if (!about) return null;
  const { variant, reproducible, threads, most_threads } = about;
  const counts = Array.from({ length: most_threads }, (_, i) => String(i + 1));
  return (
    <p class={`hint ${css.engine}`} data-testid="engine" data-variant={variant} data-threads={threads}>
      {messages.build.name} <code>{variant}</code>:{' '}
      {reproducible ? messages.build.reproducible : messages.build.notReproducible}
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
        ` · ${messages.build.oneThread}`
      )}
    </p>
  );
}
