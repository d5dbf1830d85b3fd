import { effect, signal } from '@preact/signals-core';
import { mountAnnouncer, mountToast } from './components/announcer';
import { describe, mountAnswer } from './components/answer';
import { mountBars } from './components/bars';
import { mountPad } from './components/pad';
import { mountSeen } from './components/seen';
import { fetchPanels, mountTabs } from './components/tabs';
import { mountTeach } from './components/teach';
import { mountTheme, theme } from './components/theme';
import { mountTools } from './components/tools';
import { Reader } from './engine/client';
import { Lab } from './engine/lab';
import type { OpenOptions } from './engine/worker';
import type { Desk, Tab, Usable } from './state/desk';
import { coordinates } from './state/drawing';
import { loadDrawings } from './state/my_drawings';
import { fromAddress, toAddress } from './state/settings';
import { Sketch } from './state/sketch';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const DIGITS = [...'0123456789'];

const options: OpenOptions = {
  base: document.baseURI.replace(/[?#].*/, ''),
  variant: (new URLSearchParams(location.search).get('variant') ?? 'auto') as OpenOptions['variant'],
};
const reader = new Reader(options);

const sketch = new Sketch();
const announcer = mountAnnouncer(byId('announcer'));
const toast = mountToast(byId('toast'));
const showSeen = mountSeen(byId<HTMLCanvasElement>('seen'));
const showTeach = mountTeach(
  { details: byId<HTMLDetailsElement>('teach'), labels: byId('teach-labels') },
  sketch,
  toast,
);
const showAnswer = mountAnswer({
  answer: byId('answer'),
  prediction: byId('prediction'),
  verdict: byId('verdict'),
  detail: byId('detail'),
  retry: byId('retry'),
});

mountTheme(byId<HTMLButtonElement>('theme'));
mountPad(
  { pad: byId<HTMLCanvasElement>('pad'), sheet: byId('sheet'), nib: byId('nib') },
  sketch,
  announcer.now,
);
mountTools({ undo: byId('undo'), redo: byId('redo'), clear: byId('clear') }, sketch);

let labels = DIGITS;
let showBars = mountBars(byId('bars'), labels);

function show(): void {
  const status = reader.status.value;
  const reading = reader.reading.value;
  if (status.state === 'ready' && status.about.labels.join('\n') !== labels.join('\n')) {
    labels = status.about.labels;
    showBars = mountBars(byId('bars'), labels);
  }
  const words = describe(status, reading, labels);
  showAnswer(words);
  showBars(reading?.answer.characters[0]?.probabilities ?? null);
  showSeen(reading?.images[0] ?? null);
  showTeach(reading?.answer.characters.length && !sketch.picture ? labels : null);
  if (status.state === 'error') announcer.now(`${words.verdict} ${words.detail}`);
  else if (words.state === 'answer')
    announcer.soon(`Reads as ${words.text}, ${words.verdict}. ${words.detail}`);
  else announcer.soon(words.state === 'rejected' ? words.verdict : '');
  byId('facts').textContent = facts();
}

function facts(): string {
  const status = reader.status.value;
  if (status.state !== 'ready') return '';
  const reading = reader.reading.value;
  const weights = `${status.about.parameters.toLocaleString('en')} weights`;
  return reading ? `${weights}, read in ${milliseconds(reading.elapsed_ms)}` : weights;
}

function milliseconds(elapsed_ms: number): string {
  return elapsed_ms < 0.1 ? 'under 0.1 ms' : `${elapsed_ms.toFixed(1)} ms`;
}

reader.status.subscribe(({ state }) => {
  if (state === 'ready') {
    document.documentElement.dataset.ready = 'true';
    fetchPanels();
  } else delete document.documentElement.dataset.ready;
  show();
});
reader.reading.subscribe(show);
reader.onrestart = () => toast('The reader was started again; your drawing is kept.');
theme.subscribe(show);
sketch.subscribe(() => reader.read(sketch.picture ?? coordinates(sketch.strokes)));
byId('retry').addEventListener('click', () => reader.retry());

const tabs = document.querySelectorAll<HTMLElement>('[data-tab]');
const names = [...tabs].map(({ dataset }) => dataset.tab as Tab);
const tabOf = (hash: string) => {
  const tab = new URLSearchParams(hash.slice(1)).get('tab') as Tab;
  return names.includes(tab) ? tab : 'draw';
};
const model = signal<Usable | null>(null);
const desk: Desk = {
  lab: new Lab(options),
  reader,
  sketch,
  options,
  settings: signal(fromAddress(location.hash)),
  tab: signal(tabOf(location.hash)),
  model,
  async use(chosen) {
    await reader.adopt(chosen?.file ?? null);
    model.value = chosen;
  },
  toast,
};
mountTabs(tabs, desk.tab, desk);
effect(() => {
  const address = toAddress(desk.tab.value, desk.settings.value);
  history.replaceState(null, '', address === '#tab=draw' ? location.pathname + location.search : address);
});
addEventListener('hashchange', () => {
  // The first change rewrites the address.
  const { hash } = location;
  desk.settings.value = fromAddress(hash);
  desk.tab.value = tabOf(hash);
});
void loadDrawings();
document.documentElement.dataset.started = 'true';
