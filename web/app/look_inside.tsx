import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { AppContext } from './context';
import * as messages from './messages';
import { Text } from '../ui/text';
import { whyMissing } from '../workers/load_failure';

interface StripProps<Inside> {
  app: AppContext;
  inside: Inside;
  isOpen: boolean;
}

interface Props<Inside> {
  app: AppContext;
  fetchStrip: () => Promise<{
    Strip: ComponentType<StripProps<Inside>>;
    openInside: (app: AppContext) => Promise<Inside>;
  }>;
}

/** What the layers make of the drawing, fetched when it is unfolded. */
export function LookInside<Inside>({ app, fetchStrip }: Props<Inside>) {
  const [isOpen, setOpen] = useState(false);
  const [strip, setStrip] = useState<{ Strip: ComponentType<StripProps<Inside>>; inside: Inside } | null>(
    null,
  );
  const [words, setWords] = useState('');
  const unfold = async (open: boolean) => {
    setOpen(open);
    if (!open || strip) return;
    setWords(messages.panels.loading);
    try {
      const { Strip, openInside } = await fetchStrip();
      setStrip({ Strip, inside: await openInside(app) });
    } catch {
      setWords(messages.panels.missing(await whyMissing()));
    }
  };
  return (
    <details
      class="preparation"
      data-testid="look-inside"
      onToggle={(event) => void unfold(event.currentTarget.open)}
    >
      <summary>{messages.draw.lookInside}</summary>
      {strip ? (
        <strip.Strip app={app} inside={strip.inside} isOpen={isOpen} />
      ) : (
        words && (
          <p class="hint" role="status">
            <Text>{words}</Text>
          </p>
        )
      )}
    </details>
  );
}
