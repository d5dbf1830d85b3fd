import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import * as messages from '../app/messages';
import { inWords } from './words';

interface Props {
  children: ComponentChildren;
  /** What else may help than trying again. */
  wayOn?: { label: string; run: () => void };
}

/** Says so where a part of the page fails, in place of it. */
export function Guard({ children, wayOn }: Props) {
  const [error, again] = useErrorBoundary() as [unknown, () => void];
  if (!error) return <>{children}</>;
  return (
    <section class="card" role="alert">
      <p class="trouble">{messages.panels.failed(inWords(error))}</p>
      <button class="button" type="button" onClick={again}>
        {messages.common.tryAgain}
      </button>
      {wayOn && (
        <button
          class="button"
          type="button"
          onClick={() => {
            wayOn.run();
            again();
          }}
        >
          {wayOn.label}
        </button>
      )}
    </section>
  );
}
