import { effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import type { Progress } from '../data/download';
import { asSentence, inWords } from '../ui/words';
import type { Distance, Near } from '../workers/inside_nearest';
import { latestOnly } from '../workers/latest_only';
import { TimeLeft } from './time_left';
import type { InsideState } from './state';

export type { Distance, Near };

const SHOWN = 10;

/** The training images that look most like an image to the network. */
export class NearestState {
  /** From 0 to 1 while they are looked at; null while they are not. */
  readonly share = signal<number | null>(null);
  readonly words = signal('');
  readonly trouble = signal('');
  /** How many are compared; 0 before they have been looked at. */
  readonly images = signal(0);
  readonly distance = signal<Distance>('cosine');
  readonly nearest = signal<readonly Near[]>([]);
  #goesOn = false;
  readonly #compare = latestOnly((image: Float32Array) => this.#find(image));

  constructor(
    private readonly app: AppContext,
    private readonly inside: InsideState,
  ) {}

  /** Compares with what is seen, as it changes, until the way out is called. */
  follow(): () => void {
    const { client } = this.inside;
    const ends = [
      effect(() => {
        void client.about.value;
        this.#goesOn = false;
        this.images.value = 0;
        this.nearest.value = [];
        this.trouble.value = '';
      }),
      effect(() => {
        const image = client.view.value?.image;
        void this.distance.value;
        if (!this.images.value || this.app.tab.value !== 'inside') return;
        if (image) this.#compare(image);
        else this.nearest.value = [];
      }),
    ];
    return () => {
      this.cancel();
      for (const end of ends) end();
    };
  }

  async look(): Promise<void> {
    const { client } = this.inside;
    const about = client.about.peek();
    this.#goesOn = true;
    this.trouble.value = '';
    this.share.value = 0;
    this.words.value = '';
    const left = new TimeLeft();
    const onStep = proxy((step: Progress | { share: number }) => {
      if ('share' in step) {
        this.share.value = step.share;
        this.words.value = messages.why.left(step.share, left.after(step.share));
      } else {
        this.words.value = messages.why.loading(step.loaded_bytes, step.total_bytes);
      }
      return Promise.resolve(this.#goesOn);
    });
    try {
      const images = await client.ask((service) => service.findNeighbours(onStep));
      if (about === client.about.peek()) this.images.value = images ?? 0;
    } catch (error) {
      if (this.#goesOn) this.trouble.value = asSentence(inWords(error));
    } finally {
      this.share.value = null;
    }
  }

  cancel(): void {
    if (!this.#goesOn) return;
    this.#goesOn = false;
    if (this.share.peek() !== null) void this.inside.client.ask((service) => service.cancelData());
  }

  async #find(image: Float32Array): Promise<void> {
    const { client } = this.inside;
    try {
      const distance = this.distance.peek();
      const nearest = await client.ask((service) => service.neighbours(image, SHOWN, distance));
      if (client.view.peek() && this.images.peek()) this.nearest.value = nearest;
    } catch (error) {
      if (this.images.peek()) this.trouble.value = asSentence(inWords(error));
    }
  }
}
