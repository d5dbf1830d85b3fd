import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { AppContext } from './context';
import * as messages from './messages';
import { whyMissing } from '../workers/load_failure';

type Strip = ComponentType<{ app: AppContext; isOpen: boolean }>;

interface Props {
  app: AppContext;
  fetchStrip: () => Promise<{ Strip: Strip }>;
}

/** What the layers make of the drawing, fetched when it is unfolded. */
export function LookInside({ app, fetchStrip }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [fetched, setFetched] = useState<{ Strip?: Strip; words?: string }>({});
  const unfold = (open: boolean) => {
    setOpen(open);
    if (!open || fetched.Strip) return;
    fetchStrip().then(setFetched, async () =>
      setFetched({ words: messages.panels.missing(await whyMissing()) }),
    );
  };
  return (
    <details
      class="preparation"
      data-testid="look-inside"
      onToggle={(event) => unfold(event.currentTarget.open)}
    >
      <summary>{messages.draw.lookInside}</summary>
      {fetched.Strip ? <fetched.Strip app={app} isOpen={isOpen} /> : fetched.words}
    </details>
  );
}
