import type { ComponentChildren } from 'preact';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { asSentence } from '../ui/words';
import { tryAgain } from '../workers/load_failure';
import type { InsideState } from './state';

interface Props {
  inside: InsideState;
  children: ComponentChildren;
}

/** What a network shows once it is there; until then that it is on its way, or why it is not. */
export function Opening({ inside: { client }, children }: Props) {
  const trouble = client.trouble.value;
  return (
    <>
      {trouble && (
        <div role="alert">
          <p class="trouble" data-testid="inside-trouble">
            <Text>{asSentence(trouble)}</Text>
          </p>
          <button class="button" type="button" onClick={() => tryAgain(() => void client.retry())}>
            {messages.common.tryAgain}
          </button>
        </div>
      )}
      {client.about.value ? children : !trouble && <p role="status">{messages.inside.opening}</p>}
    </>
  );
}
