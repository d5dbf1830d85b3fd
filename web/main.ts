import { describe, mountAnswer } from './components/answer';
import { mountAnnouncer, mountToast } from './components/announcer';
import { mountBars } from './components/bars';
import { mountPad } from './components/pad';
import { mountSeen } from './components/seen';
import { mountTheme, theme } from './components/theme';
import { mountTools } from './components/tools';
import { Reader } from './engine/client';
import { coordinates } from './state/drawing';
import { Sketch } from './state/sketch';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const DIGITS = [...'0123456789'];

const wanted = new URLSearchParams(location.search).get('variant');
const variant = wanted === 'simd' || wanted === 'scalar' ? wanted : 'auto';
const reader = new Reader({ base: document.baseURI, variant });

const sketch = new Sketch();
const announcer = mountAnnouncer(byId('announcer'));
const toast = mountToast(byId('toast'));
const showBars = mountBars(byId('bars'), DIGITS);
const showSeen = mountSeen(byId<HTMLCanvasElement>('seen'));
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

function show(): void {
  const status = reader.status.value;
  const reading = reader.reading.value;
  const words = describe(status, reading, DIGITS);
  showAnswer(words);
  showBars(reading?.answer.characters[0]?.probabilities ?? null);
  showSeen(reading?.image ?? null);
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
  if (state === 'ready') document.documentElement.dataset.ready = 'true';
  else delete document.documentElement.dataset.ready;
  show();
});
reader.reading.subscribe(show);
reader.onrestart = () => toast('The reader was started again; your drawing is kept.');
theme.subscribe(show);
sketch.subscribe(() => reader.read(coordinates(sketch.strokes)));
byId('retry').addEventListener('click', () => reader.retry());
document.documentElement.dataset.started = 'true';
