import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { Channel } from '../../wasm/library/index';
import type { AppContext } from '../app/context';
import type { Usable } from '../state/shipped';
import type { InsideClient } from '../workers/inside';
import { Screen } from './screen';
import { type Place, receptiveField } from './window';

export type { Place };

/** The network on the Train tab, as it learns. */
export const IN_TRAINING = 'training';

/** What the views of the network share: the model and the image that are looked at, and how far one has gone in. */
export class InsideState {
  /** The layer that is open, or null. */
  readonly layer = signal<number | null>(null);
  /** Which of its maps or units is looked at. */
  readonly map = signal(0);
  /** The number that is looked at, or null. */
  readonly place = signal<Place | null>(null);
  /** What speaks for a class, a number a pixel, as tint on the drawing; or null. */
  readonly tint = signal<Float32Array | null>(null);
  /** A changed image, as ghost ink over the drawing; or null. */
  readonly ghost = signal<Float32Array | null>(null);
  /** The character that is looked at, or null. */
  readonly seen = computed(() => this.app.seen.value.at(this.app.selected.value) ?? null);
  /** The model that was chosen to be looked into; null for the one in use. */
  readonly chosen = signal<Usable | typeof IN_TRAINING | null>(null);
  /** The part of the image that the number depends on, or null. */
  readonly field = computed(() => {
    const [place, about] = [this.place.value, this.client.about.value];
    return place && about ? receptiveField(about.layers, place.layer, place.index) : null;
  });
  readonly screen: Screen;

  /** What is looked into: the same network has the same key, whatever it has learned since. */
  readonly #target = computed(() => {
    const { model, trainer } = this.app;
    const chosen = this.chosen.value ?? model.value;
    if (chosen !== IN_TRAINING) return { key: chosen.id, file: chosen.file };
    const network = trainer!.experiment.value?.plan.model;
    return { key: `${IN_TRAINING} ${JSON.stringify(network)}`, file: trainer!.weights.value! };
  });
  #opened: { key: string; file: Uint8Array | string } | null = null;

  constructor(
    private readonly app: AppContext,
    readonly client: InsideClient,
  ) {
    this.screen = new Screen(this);
    app.model.subscribe(() => (this.chosen.value = null));
  }

  /** Looks at what is on the pad, as it is drawn, into the model that is chosen, until the way out is called. */
  follow(): () => void {
    const ends = [
      effect(() => this.client.look(this.seen.value?.image ?? null)),
      effect(() => {
        const target = this.#target.value;
        untracked(() => this.#open(target));
      }),
      this.screen.open(),
    ];
    return () => ends.forEach((end) => end());
  }

  /** Says this to who does not see it. */
  readonly announce = (words: string) => this.app.announcer.now(words);

  #open(target: { key: string; file: Uint8Array | string }): void {
    const before = this.#opened;
    if (target.file === before?.file) return;
    this.#opened = target;
    if (target.key === before?.key) this.client.renew(target.file);
    else void this.open(target.file);
  }

  /** Looks into this model. */
  async open(file: Uint8Array | string): Promise<void> {
    batch(() => {
      this.layer.value = null;
      this.map.value = 0;
      this.place.value = null;
      this.tint.value = null;
      this.ghost.value = null;
    });
    await this.client.open(file);
  }

  isOff({ layer, channel }: Channel): boolean {
    return this.client.off.value.some((each) => each.layer === layer && each.channel === channel);
  }

  /** Switches a map or unit off, or on again. */
  toggle(which: Channel): void {
    const others = this.client.off.value.filter(
      ({ layer, channel }) => layer !== which.layer || channel !== which.channel,
    );
    this.client.switchOff(this.isOff(which) ? others : [...others, which]);
  }
}

const states = new WeakMap<AppContext, Promise<InsideState>>();

/** The one of this page. Rejects where its program does not arrive. */
export function insideOf(app: AppContext): Promise<InsideState> {
  const known = states.get(app);
  if (known) return known;
  const state = app.loadInside().then((client) => new InsideState(app, client));
  states.set(app, state);
  state.catch(() => states.delete(app));
  return state;
}
