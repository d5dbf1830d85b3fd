import { batch, signal } from '@preact/signals';
import type { ImportedFile } from '../data/imported_file';
import type { LessonPlace } from '../state/address';
import { remember } from '../state/memory';
import { DEFAULTS, type Settings } from '../state/settings';
import { shipped, type Usable } from '../state/shipped';
import { type PadImage, Sketch } from '../state/sketch';
import { Recognizer } from '../workers/recognizer';
import type { OpenOptions } from '../workers/recognizer_worker';
import type { InsideClient } from '../workers/inside';
import type { TrainingClient } from '../workers/trainer';
import { Announcer } from './announcer';
import type { Tab } from './tab';
import { Toaster } from './toast';

/** A model of this id that comes with the page. */
export const shippedModel = (id: string | null | undefined) => shipped.find((model) => model.id === id);

/** What the tabs share that may train: all but the first. */
export type TrainingContext = AppContext & { readonly trainer: TrainingClient };

/** A character on the pad: the image that the network is given of it, and what it is read as. */
export interface Seen {
  image: Float32Array;
  label: string;
}

/** What all parts of the page share. Nothing is at work until the recognizer is opened. */
export class AppContext {
  readonly sketch = new Sketch();
  readonly announcer = new Announcer();
  readonly toaster = new Toaster();
  readonly recognizer: Recognizer;
  readonly settings = signal<Settings>(DEFAULTS);
  /** What an address asked of the settings in vain, as 'preset=nope'. */
  readonly refused = signal<string[]>([]);
  readonly tab = signal<Tab>('draw');
  /** How much of the run that goes on is done, in words; '' while none does. */
  readonly progress = signal('');
  /** The data set that the network trained last is to be evaluated on, until that begins. */
  readonly toEvaluate = signal('');
  /** What was dropped, until its tab takes it. */
  readonly droppedModels = signal<File[]>([]);
  readonly droppedData = signal<ImportedFile[]>([]);
  /** The model that the Draw tab reads with: use() sets it once it does. */
  readonly model = signal<Usable>(shipped[0]);
  /** The characters on the pad, as they are drawn; the Draw tab tells. */
  readonly seen = signal<readonly Seen[]>([]);
  /** Which of them is looked at. */
  readonly selected = signal(0);
  /** The lesson that the Learn tab shows; null for the list of them. */
  readonly lesson = signal<LessonPlace | null>(null);
  /** There from loadTrainer() on. */
  readonly trainer: TrainingClient | null = null;
  #inside: Promise<InsideClient> | null = null;
  /** The models that were used since the page was loaded, and those that come with it. */
  readonly #used = new Map<string, Usable>(shipped.map((model) => [model.id, model]));

  constructor(readonly options: OpenOptions) {
    this.recognizer = new Recognizer(options);
  }

  /** The page that only reads does without what trains. */
  async loadTrainer(): Promise<TrainingContext> {
    const [{ TrainingClient }, { tellProgress }] = await Promise.all([
      import('../workers/trainer'),
      import('./progress'),
    ]);
    if (this.trainer) return this as TrainingContext;
    const context = Object.assign(this, { trainer: new TrainingClient(this.options) });
    tellProgress(context);
    return context;
  }

  /** The page does without the tour until it is wanted. */
  loadTour() {
    return import('./tour');
  }

  /** What looks inside, of which there is one. */
  loadInside(): Promise<InsideClient> {
    return (this.#inside ??= import('../workers/inside').then(
      ({ InsideClient }) => new InsideClient(this.options),
      (error: unknown) => {
        this.#inside = null;
        throw error;
      },
    ));
  }

  usedModel(id: string): Usable | undefined {
    return this.#used.get(id);
  }

  /** Rejects, in words, where the model cannot be used. */
  async use(model: Usable): Promise<void> {
    await this.#adopt(model);
    this.model.value = model;
  }

  /** Puts an image on the pad of the Draw tab, read with this model. Rejects as use() does. */
  async show(image: PadImage, model: Usable): Promise<void> {
    await this.#adopt(model);
    batch(() => {
      this.model.value = model;
      this.sketch.open(image);
      this.tab.value = 'draw';
    });
    // What is still hidden takes no focus.
    setTimeout(() => document.getElementById('pad')!.focus({ preventScroll: true }));
  }

  readonly toast: Toaster['show'] = (...toast) => this.toaster.show(...toast);

  async #adopt(model: Usable): Promise<void> {
    await this.recognizer.adopt(model.file);
    this.#used.set(model.id, model);
    // A model of one's own is chosen anew in every visit.
    if (shippedModel(model.id)) remember('model', model.id);
  }
}
