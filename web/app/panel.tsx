import { useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import * as messages from './messages';
import { whyMissing, isUpdated } from '../workers/load_failure';
import type { AppContext, TrainingContext } from './context';
import { isolate } from './isolation';
import type { Tab } from './tab';

type Panel = ComponentType<{ app: TrainingContext }>;
/** What a tab shows is fetched when it is first opened, or before that, while nothing else is to be done. */
export type FetchPanel = () => Promise<{ Panel: Panel }>;

/** Whether a reload would lose nothing. */
const isUntouched = ({ sketch, model, trainer }: AppContext) =>
  sketch.strokes.length === 0 && typeof model.value.file === 'string' && !trainer?.about.value;

/** So long nothing needs to be said about a part that is on its way, and so long it should not take. */
const SOON_MS = 400;
const SLOW_MS = 10_000;

interface StandInProps {
  words: string;
  /** What can be done about it. */
  action?: { label: string; run: () => void };
}

const reload = { label: messages.panels.reload, run: () => location.reload() };

/** In place of a part of the page that is not there: why, and what can be done. */
function StandIn({ words, action }: StandInProps) {
  return (
    <section class="card">
      <p class={action ? 'trouble' : undefined} role={action ? 'alert' : 'status'}>
        {words}
      </p>
      {action && (
        <button class="button" type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </section>
  );
}

interface Props {
  app: AppContext;
  name: Tab;
  fetchPanel: FetchPanel;
}

/** What a tab other than the first shows. */
export function FetchedPanel({ app, name, fetchPanel }: Props) {
  const [fetched, setFetched] = useState<{ Panel: Panel; app: TrainingContext } | null>(null);
  const [standIn, setStandIn] = useState<StandInProps | null>(null);
  const isAsked = useRef(false);
  const open = async () => {
    if (isAsked.current) return;
    isAsked.current = true;
    const waits = [
      setTimeout(setStandIn, SOON_MS, { words: messages.panels.loading }),
      setTimeout(setStandIn, SLOW_MS, { words: messages.panels.slow, action: reload }),
    ];
    try {
      if (name === 'train') await isolate(app.options.base, () => isUntouched(app));
      const [{ Panel }, context] = await Promise.all([fetchPanel(), app.loadTrainer()]);
      setFetched({ Panel, app: context });
    } catch {
      const words = messages.panels.missing(await whyMissing());
      isAsked.current = false;
      const again = { label: messages.common.tryAgain, run: () => void open() };
      setStandIn({ words, action: isUpdated() ? reload : again });
    } finally {
      waits.forEach(clearTimeout);
    }
  };
  useSignalEffect(() => {
    if (app.tab.value === name) void open();
  });
  return (
    <main class="panel" data-panel={name} id={name} hidden={app.tab.value !== name}>
      {fetched ? <fetched.Panel app={fetched.app} /> : standIn && <StandIn {...standIn} />}
    </main>
  );
}
