import { batch, signal } from '@preact/signals-core';
import * as messages from './app/messages';
import { mountAnnouncer, mountToast } from './app/announcer';
import { mountChoice } from './draw/choice';
import { mountPad } from './app/pad/pad';
import { mountPicture } from './draw/picture';
import { mountPreparation } from './draw/preparation';
import { mountReading } from './draw/reading';
import { fetchPanels, mountTabs, type Panels } from './app/tabs';
import { mountTheme } from './app/theme';
import { mountTools } from './draw/tools';
import { mountTrace } from './draw/trace';
import { mountWide } from './draw/wide';
import { tryAgain } from './workers/absence';
import { Recognizer } from './workers/recognizer';
import { TrainingClient } from './workers/trainer';
import { trainerWorker } from './workers/trainer_connection';
import { shipped, type Usable } from './state/shipped';
import type { OpenOptions } from './workers/recognizer_worker';
import type { AppContext, Tab } from './app/context';
import { readAddress } from './state/address';
import { database } from './state/database';
import { coordinates } from './state/drawing';
import { keepSketch } from './draw/kept_sketch';
import { recall, remember } from './state/memory';
import { loadDrawings } from './state/my_drawings';
import { keepPlaces, lastPlace, tabOf } from './app/places';
import { Sketch } from './state/sketch';

const panels: Panels = {
  train: () => import('./train/index'),
  evaluate: () => import('./evaluate/index'),
  drawings: () => import('./drawings/index'),
  models: () => import('./models/index'),
};

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

const options: OpenOptions = {
  base: document.baseURI.replace(/[?#].*/, ''),
  variant: (new URLSearchParams(location.search).get('variant') ?? 'auto') as OpenOptions['variant'],
};
const ships = (model: string | null | undefined) => shipped.find(({ id }) => id === model);
const first = ships(lastPlace()?.model) ?? ships(recall('model')) ?? shipped[0];
const recognizer = new Recognizer(options, first.file);

const sketch = new Sketch();
const announcer = mountAnnouncer(byId('announcer'));
const toast = mountToast(byId('toast'));

mountTheme(byId<HTMLButtonElement>('theme'));
mountPad(
  { pad: byId<HTMLCanvasElement>('pad'), sheet: byId('sheet'), nib: byId('nib') },
  sketch,
  announcer.now,
);
mountTools({ undo: byId('undo'), redo: byId('redo'), clear: byId('clear') }, sketch);
mountWide(byId('wide'), sketch, toast);
const picture = mountPicture(
  {
    draw: byId('draw'),
    sheet: byId('sheet'),
    pad: byId('pad'),
    picture: byId('picture'),
    pictureFrame: byId('picture-frame'),
    pictureCanvas: byId<HTMLCanvasElement>('picture-canvas'),
    pictureMarks: byId('picture-marks'),
    pictureClose: byId('picture-close'),
    pictureWords: byId('picture-words'),
    pictureChoose: byId('picture-choose'),
    pictureFile: byId<HTMLInputElement>('picture-file'),
    pictureTake: byId('picture-take'),
    pictureCamera: byId<HTMLInputElement>('picture-camera'),
  },
  recognizer,
  sketch,
);

const preparation = mountPreparation({
  preparation: byId<HTMLDetailsElement>('preparation'),
  preparationOff: byId('preparation-off'),
  stages: byId('stages'),
});
mountReading(
  {
    answer: byId('answer'),
    prediction: byId('prediction'),
    verdict: byId('verdict'),
    detail: byId('detail'),
    retry: byId('retry'),
    teach: byId<HTMLDetailsElement>('teach'),
    teachLabels: byId('teach-labels'),
    outline: byId('outline'),
    invitation: byId('invitation'),
    seen: byId<HTMLCanvasElement>('seen'),
    bars: byId('bars'),
    facts: byId('facts'),
  },
  recognizer,
  sketch,
  announcer,
  toast,
  preparation.show,
);

mountTrace(
  {
    ghost: byId<HTMLCanvasElement>('ghost'),
    trace: byId('trace'),
    sample: byId('sample'),
    sampleLabel: byId<HTMLSelectElement>('sample-label'),
    sampleBefore: byId('sample-before'),
    sampleAfter: byId('sample-after'),
    traceCredit: byId('trace-credit'),
  },
  recognizer,
  announcer.now,
  toast,
);

recognizer.status.subscribe(({ state }) => {
  if (state === 'ready') {
    document.documentElement.dataset.ready = 'true';
    fetchPanels(panels, trainerWorker);
  } else delete document.documentElement.dataset.ready;
});
recognizer.onrestart = (why) => toast(messages.draw.restarted(why));
function read(): void {
  const { steps, stages } = preparation.wanted.value;
  const shown = picture.value ?? sketch.picture ?? coordinates(sketch.strokes);
  recognizer.recognize(shown, { steps: { ...steps, paper: sketch.width }, stages });
}
sketch.subscribe(read);
preparation.wanted.subscribe(read);
picture.subscribe(read);
keepSketch(sketch);
byId('retry').addEventListener('click', () => tryAgain(() => recognizer.retry()));

const tabs = document.querySelectorAll<HTMLElement>('[data-tab]');
const names = [...tabs].map(({ dataset }) => dataset.tab as Tab);
const asked = readAddress(location.hash);
const model = signal<Usable>(first);
/** The models that were used since the page was loaded, and those that come with it. */
const used = new Map<string, Usable>(shipped.map((one) => [one.id, one]));
async function adopt(chosen: Usable): Promise<void> {
  await recognizer.adopt(chosen.file);
  used.set(chosen.id, chosen);
  // A model of one's own is chosen anew in every visit.
  if (ships(chosen.id)) remember('model', chosen.id);
}
const app: AppContext = {
  trainer: new TrainingClient(options),
  recognizer,
  sketch,
  options,
  settings: signal(asked.settings),
  refused: signal(asked.refused),
  tab: signal(tabOf(location.hash, names)),
  model,
  async use(chosen) {
    await adopt(chosen);
    model.value = chosen;
  },
  async show(picture, chosen) {
    await adopt(chosen);
    batch(() => {
      model.value = chosen;
      sketch.open(picture);
      app.tab.value = 'draw';
    });
    byId('pad').focus({ preventScroll: true });
  },
  toast,
};
const pictureBefore = lastPlace()?.picture;
if (pictureBefore) sketch.open(pictureBefore);
keepPlaces(app, names, async (id) => used.get(id) ?? (await database.get('models', id)));
mountTabs(tabs, panels, app.tab, app);
mountChoice({ choice: byId('choice'), words: byId('choice-words') }, app);
void loadDrawings();
document.documentElement.dataset.started = 'true';
