import { hydrate } from 'preact';
import { AppContext, shippedModel } from './app/context';
import { acceptDrops } from './app/drops';
import * as messages from './app/messages';
import { keepPlaces, lastPlace, tabOf } from './app/places';
import { keepSketch } from './draw/kept_sketch';
import { DrawState } from './draw/state';
import { Page, panels } from './page';
import { lessonIn, readAddress } from './state/address';
import { recall } from './state/memory';
import { loadDrawings } from './state/my_drawings';
import { shipped } from './state/shipped';
import type { OpenOptions } from './workers/recognizer_worker';
import trainerWorker from './workers/trainer_worker?worker&url';

const app = new AppContext({
  base: document.baseURI.replace(/[?#].*/, ''),
  variant: (new URLSearchParams(location.search).get('variant') ?? 'auto') as OpenOptions['variant'],
});
const draw = new DrawState(app);

let isAllAsked = false;
/** From then on the page needs the network for nothing but new data and engines. */
function fetchTheRest(): void {
  if (isAllAsked) return;
  isAllAsked = true;
  for (const { fetchPanel } of panels) fetchPanel().catch(() => {});
  app.loadTrainer().catch(() => {});
  fetch(trainerWorker).catch(() => {});
  // An address asks for something else than a tour.
  if (!location.hash)
    app
      .loadTour()
      .then(({ offerTour }) => offerTour(app))
      .catch(() => {});
}

// What is slow to come is asked for first, and what the build has rendered is painted before it is taken over; in a tab that
// is not seen nothing is painted.
const model = shippedModel(lastPlace()?.model) ?? shippedModel(recall('model')) ?? shipped[0];
let isShown = () => {};
app.recognizer.open(model.file, new Promise((resolve) => (isShown = resolve)));
await new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 100);
});

const page = document.getElementById('page')!;
acceptDrops(page, app, (file) => void draw.openPicture(file));

// What this person's page is comes after what all pages are.
hydrate(<Page app={app} draw={draw} />, page);
isShown();
const asked = readAddress(location.hash);
app.settings.value = asked.settings;
app.refused.value = asked.refused;
app.tab.value = tabOf(location.hash);
app.lesson.value = lessonIn(location.hash);
app.model.value = model;
draw.open();
app.recognizer.onrestart = (why) => app.toast(messages.draw.restarted(why));
app.recognizer.status.subscribe(({ state }) => {
  if (state !== 'ready') return void delete document.documentElement.dataset.ready;
  document.documentElement.dataset.ready = 'true';
  (globalThis.requestIdleCallback ?? setTimeout)(fetchTheRest);
});
keepSketch(app.sketch);
const imageBefore = lastPlace()?.image;
if (imageBefore) app.sketch.open(imageBefore);
keepPlaces(app);
void loadDrawings();
document.documentElement.dataset.started = 'true';
dispatchEvent(new Event('started'));
