import { batch, effect } from '@preact/signals-core';
import * as messages from './messages';
import { database } from '../state/database';
import { lessonAddress, lessonIn, readAddress, toAddress } from '../state/address';
import type { AppContext } from './context';
import { type Tab, tabs } from './tab';
import type { PadImage } from '../state/sketch';

/** What an entry of the browser's history knows beside its address. */
interface Place {
  /** Entries count up. */
  index: number;
  /** The id of the model that reads. */
  model: string;
  /** The image on the pad. */
  image: PadImage | null;
}

/** Browsers allow some three changes of an address a second. */
const PATIENCE_MS = 400;

/** The place that this page was left at, when it is loaded again. */
export const lastPlace = () => history.state as Place | null;

export function tabOf(hash: string): Tab {
  const tab = new URLSearchParams(hash.slice(1)).get('tab') as Tab;
  return tabs.includes(tab) ? tab : 'draw';
}

/**
 * Makes an entry of the browser's history of each tab, model and opened image, to which Back and Forward return.
 * Settings belong to the entry that they are changed at.
 */
export function keepPlaces(app: AppContext): void {
  const { sketch } = app;
  const focused = new Map<number, Element | null>();
  const open = () => app.lesson.value && lessonAddress(app.lesson.value);
  let here = {
    index: lastPlace()?.index ?? 0,
    tab: app.tab.peek(),
    model: app.model.peek().id,
    lesson: app.lesson.peek() && open(),
  };
  /** Back and Forward lead to this model. */
  let awaited = '';
  let timer = 0;
  let written = '';
  let writtenImage: PadImage | null = null;

  function write(how: 'pushState' | 'replaceState'): void {
    clearTimeout(timer);
    const { index, tab, model, lesson } = here;
    writtenImage = tab === 'draw' ? sketch.image : null;
    const address = (tab === 'learn' && lesson) || toAddress(tab, app.settings.peek());
    const place: Place = { index, model, image: writtenImage };
    history[how](place, '', address === '#tab=draw' ? location.pathname + location.search : address);
    written = location.href;
  }
  function writeSoon(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      // Else an address was typed, and is soon heard of.
      if (location.href === written) write('replaceState');
    }, PATIENCE_MS);
  }

  effect(() => {
    const [tab, model, lesson] = [app.tab.value, app.model.value.id, open()];
    void app.settings.value;
    const isNewModel = model !== here.model && model !== awaited;
    if (tab === here.tab && lesson === here.lesson && !isNewModel) {
      here.model = model;
      return writeSoon();
    }
    write('replaceState');
    focused.set(here.index, document.activeElement);
    const isNewTab = tab !== here.tab;
    here = { index: here.index + 1, tab, model, lesson };
    write('pushState');
    if (isNewTab) scrollTo(0, 0);
  });
  write('replaceState');
  sketch.subscribe((change) => {
    if (change === 'drawing' && here.tab === 'draw' && sketch.image !== writtenImage) writeSoon();
  });
  addEventListener('pagehide', () => write('replaceState'));

  function showImage(image: PadImage | null): void {
    const shown = sketch.image;
    if (image && shown && image.every((ink, i) => ink === shown[i])) return;
    if (image) sketch.open(image);
    else if (shown) sketch.undo();
  }

  async function showModel(id: string): Promise<void> {
    awaited = id;
    try {
      const model =
        id === app.model.peek().id ? undefined : (app.usedModel(id) ?? (await database.get('models', id)));
      if (model && awaited === id) await app.use(model);
    } catch {
      app.toast(messages.draw.earlierModelMissing);
    } finally {
      if (awaited === id) awaited = '';
    }
  }

  /** The entry has none of our state where an address was typed or followed. */
  addEventListener('popstate', ({ state }) => {
    const place = state as Place | null;
    clearTimeout(timer);
    focused.set(here.index, document.activeElement);
    const tab = tabOf(location.hash);
    const asked = readAddress(location.hash);
    const lesson = tab === 'learn' ? lessonIn(location.hash) : app.lesson.peek();
    here = {
      index: place?.index ?? here.index + 1,
      tab,
      model: app.model.peek().id,
      lesson: lesson && lessonAddress(lesson),
    };
    batch(() => {
      // The address of a lesson says nothing of them.
      if (tab === 'train' || !(place || tab === 'learn')) app.settings.value = asked.settings;
      app.lesson.value = lesson;
      if (!place) app.refused.value = asked.refused;
      app.tab.value = tab;
    });
    if (!place) return write('replaceState');
    showImage(place.image);
    void showModel(place.model);
    const before = focused.get(place.index);
    const panel = document.querySelector<HTMLElement>(`[data-panel="${tab}"]`);
    const target = before && panel?.contains(before) ? before : document.querySelector(`[data-tab="${tab}"]`);
    // What is still hidden takes no focus.
    setTimeout(() => (target as HTMLElement).focus({ preventScroll: true }));
  });
}
