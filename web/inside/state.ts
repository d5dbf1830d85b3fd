import { batch, computed, effect, signal } from '@preact/signals';
import type { Channel } from '../../wasm/library/index';
import type { AppContext } from '../app/context';
import type { InsideClient } from '../workers/inside';

/** A number that a layer makes: its place in what the layer gives, row by row, channels last. */
export interface Place {
  layer: number;
  index: number;
}

/** What the views of the network share: the model and the image that are looked at, and how far one has gone in. */
export class InsideState {
  /** The layer that is open, or null. */
  readonly layer = signal<number | null>(null);
  /** The number that is looked at, or null. */
  readonly place = signal<Place | null>(null);
  /** What speaks for a class, a number a pixel, as tint on the drawing; or null. */
  readonly tint = signal<Float32Array | null>(null);
  /** A changed image, as ghost ink over the drawing; or null. */
  readonly ghost = signal<Float32Array | null>(null);
  /** The character that is looked at, or null. */
  readonly seen = computed(() => this.app.seen.value.at(this.app.selected.value) ?? null);

  constructor(
    private readonly app: AppContext,
    readonly client: InsideClient,
  ) {}

  /** Looks at what is on the pad, as it is drawn, until the way out is called. */
  follow(): () => void {
    return effect(() => this.client.look(this.seen.value?.image ?? null));
  }

  /** Looks into this model. */
  async open(file: Uint8Array | string): Promise<void> {
    batch(() => {
      this.layer.value = null;
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
