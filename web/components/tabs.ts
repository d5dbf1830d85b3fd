import type { Signal } from '@preact/signals-core';
import { isolate } from '../engine/isolation';
import type { Desk, Tab } from '../state/desk';

type Panel = { mount: (element: HTMLElement, desk: Desk) => void };

/** What a tab shows is fetched when it is first opened, or before that, while nothing else is to be done. */
const panels: Partial<Record<Tab, () => Promise<Panel>>> = {
  train: () => import('./train/index'),
  evaluate: () => import('./evaluate/index'),
  drawings: () => import('./drawings/index'),
  models: () => import('./models/index'),
};

/** Whether a reload would lose nothing. */
const isUntouched = ({ sketch, model, lab }: Desk) =>
  sketch.strokes.length === 0 && typeof model.value.file === 'string' && lab.about.value === null;

function missing(retry: () => void): HTMLElement {
  const card = document.createElement('section');
  card.className = 'card';
  const words = document.createElement('p');
  words.className = 'trouble';
  words.setAttribute('role', 'alert');
  words.textContent = 'This part of the page could not be loaded. Is the network there?';
  const button = document.createElement('button');
  button.className = 'button';
  button.type = 'button';
  button.textContent = 'Try again';
  button.addEventListener('click', retry);
  card.append(words, button);
  return card;
}

/** From then on the page needs the network for nothing but new data and engines. */
export function fetchPanels(): void {
  const fetchAll = () => Object.values(panels).forEach((panel) => void panel().catch(() => {}));
  (globalThis.requestIdleCallback ?? setTimeout)(fetchAll);
}

export function mountTabs(tabs: NodeListOf<HTMLElement>, tab: Signal<Tab>, desk: Desk): void {
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
    const panel = panels[name];
    if (!panel || mounted.has(name)) return;
    mounted.add(name);
    if (name === 'train') await isolate(desk.options.base, () => isUntouched(desk));
    try {
      const { mount } = await panel();
      element(name).replaceChildren();
      mount(element(name), desk);
    } catch {
      mounted.delete(name);
      element(name).replaceChildren(missing(() => void open(name)));
    }
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
