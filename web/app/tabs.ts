import type { Signal } from '@preact/signals-core';
import * as messages from './messages';
import { absence, isUpdated } from '../workers/absence';
import { isolate } from './isolation';
import type { AppContext, Tab } from './context';

export type Panel = { mount: (element: HTMLElement, app: AppContext) => void };
/** What a tab shows is fetched when it is first opened, or before that, while nothing else is to be done. */
export type Panels = Partial<Record<Tab, () => Promise<Panel>>>;

/** Whether a reload would lose nothing. */
const isUntouched = ({ sketch, model, trainer }: AppContext) =>
  sketch.strokes.length === 0 && typeof model.value.file === 'string' && trainer.about.value === null;

/** So long nothing needs to be said about a part that is on its way, and so long it should not take. */
const SOON_MS = 400;
const SLOW_MS = 10_000;

/** In place of a part of the page that is not there: why, and what can be done. */
function standIn(words: string, action?: { label: string; run: () => void }): HTMLElement {
  const card = document.createElement('section');
  card.className = 'card';
  const text = document.createElement('p');
  text.setAttribute('role', action ? 'alert' : 'status');
  text.textContent = words;
  card.append(text);
  if (!action) return card;
  text.className = 'trouble';
  const button = document.createElement('button');
  button.className = 'button';
  button.type = 'button';
  button.textContent = action.label;
  button.addEventListener('click', action.run);
  card.append(button);
  return card;
}

const reload = { label: messages.panels.reload, run: () => location.reload() };

/** With the training program. From then on the page needs the network for nothing but new data and engines. */
export function fetchPanels(panels: Panels, trainerWorker: string): void {
  const fetchAll = () => {
    for (const panel of Object.values(panels)) panel().catch(() => {});
    fetch(trainerWorker).catch(() => {});
  };
  (globalThis.requestIdleCallback ?? setTimeout)(fetchAll);
}

export function mountTabs(
  tabs: NodeListOf<HTMLElement>,
  panels: Panels,
  tab: Signal<Tab>,
  app: AppContext,
): void {
  const mounted = new Set<Tab>();
  const element = (name: string) => document.querySelector<HTMLElement>(`[data-panel="${name}"]`)!;
  const all = [...tabs];
  all.forEach((button, i) => {
    const name = button.dataset.tab as Tab;
    button.setAttribute('aria-controls', element(name).id);
    button.addEventListener('click', () => (tab.value = name));
    button.addEventListener('keydown', ({ key }) => {
      const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (!by) return;
      const next = all[(i + by + all.length) % all.length];
      next.focus();
      next.click();
    });
  });
  const open = async (name: Tab) => {
    const fetchPanel = panels[name];
    if (!fetchPanel || mounted.has(name)) return;
    mounted.add(name);
    const show = (...card: Parameters<typeof standIn>) => element(name).replaceChildren(standIn(...card));
    const waits = [
      setTimeout(show, SOON_MS, messages.panels.loading),
      setTimeout(show, SLOW_MS, messages.panels.slow, reload),
    ];
    const arrived = () => waits.forEach(clearTimeout);
    let panel: Panel;
    try {
      if (name === 'train') await isolate(app.options.base, () => isUntouched(app));
      panel = await fetchPanel();
    } catch {
      const words = messages.panels.missing(await absence());
      arrived();
      mounted.delete(name);
      show(words, isUpdated() ? reload : { label: messages.common.tryAgain, run: () => void open(name) });
      return;
    }
    arrived();
    element(name).replaceChildren();
    panel.mount(element(name), app);
  };
  tab.subscribe((name) => {
    for (const button of all) {
      const chosen = button.dataset.tab === name;
      button.setAttribute('aria-selected', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      element(button.dataset.tab!).hidden = !chosen;
    }
    void open(name);
  });
}
