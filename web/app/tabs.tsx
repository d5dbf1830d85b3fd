import { useEffect, useRef } from 'preact/hooks';
import * as messages from './messages';
import type { AppContext } from './context';
import { type Tab, tabs } from './tab';

const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function Tabs({ app }: { app: AppContext }) {
  const buttons = useRef<Partial<Record<Tab, HTMLButtonElement | null>>>({});
  const chosen = app.tab.value;
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const { offsetLeft, offsetWidth } = buttons.current[chosen]!;
    const { clientWidth } = strip.current!;
    // Only the strip moves: the page stays, or goes, where Back leads to.
    strip.current!.scrollLeft = offsetLeft + offsetWidth / 2 - clientWidth / 2;
  }, [chosen]);
  const step = ({ key }: KeyboardEvent, from: number) => {
    const by = STEPS[key];
    if (!by) return;
    const next = tabs[(from + by + tabs.length) % tabs.length];
    buttons.current[next]?.focus();
    app.tab.value = next;
  };
  return (
    <nav ref={strip} class="tabs" role="tablist" aria-label="Inkling">
      {tabs.map((name, i) => (
        <button
          key={name}
          ref={(button) => void (buttons.current[name] = button)}
          role="tab"
          type="button"
          data-tab={name}
          data-testid={`tab-${name}`}
          aria-selected={chosen === name}
          aria-controls={name}
          tabIndex={chosen === name ? 0 : -1}
          onClick={() => (app.tab.value = name)}
          onKeyDown={(event) => step(event, i)}
        >
          {messages.page.tabs[name]}
          {name === 'train' && app.progress.value && <small class="progress">{app.progress.value}</small>}
        </button>
      ))}
    </nav>
  );
}
