import type { AppContext } from './context';
import * as messages from './messages';
import type { Recognition, Status } from '../workers/recognizer';
import { Text } from '../ui/text';

function factsOf(status: Status, result: Recognition | null): string {
  if (status.state !== 'ready') return '';
  const parameters = messages.common.parameters(status.about.parameters);
  return result ? messages.page.facts(parameters, milliseconds(result.elapsed_ms)) : parameters;
}

const milliseconds = (elapsed_ms: number) =>
  elapsed_ms < 0.1 ? messages.page.underTenth : messages.page.milliseconds(elapsed_ms.toFixed(1));

export function Footer({ app: { recognizer } }: { app: AppContext }) {
  const facts = factsOf(recognizer.status.value, recognizer.result.value);
  return (
    <footer class="colophon">
      <p class="promise">{messages.page.promise}</p>
      <p class="facts" id="facts" data-testid="facts">
        {facts && <Text>{facts}</Text>}
      </p>
      <details class="help">
        <summary>{messages.page.keyboard}</summary>
        <dl>
          {messages.page.keys.map(({ press, does }) => (
            <div key={does}>
              <dt>
                {press.map((keys, i) => [
                  i > 0 && messages.page.or,
                  ...keys.flatMap((key, k) => [k > 0 && ' ', <kbd key={key}>{key}</kbd>]),
                ])}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </details>
    </footer>
  );
}
