import { computed, effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { Channel } from '../../wasm/library/index';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { asSentence, inWords, percent } from '../ui/words';
import type { Ranking, Read } from '../workers/inside_accuracy';
import { latestOnly } from '../workers/latest_only';
import type { InsideState } from './state';
import { TimeLeft } from './time_left';

export type { Ranking, Read };

/** What the network can do without what is switched off. */
export class BreakState {
  readonly isOpen = signal(false);
  /** What was off before each change, the latest last. */
  readonly past = signal<readonly (readonly Channel[])[]>([]);
  /** What the image is read as with everything on: a probability for each class. */
  readonly whole = signal<Float32Array | null>(null);
  readonly accuracy = signal<{ whole: Read; now: Read } | null>(null);
  readonly isReading = signal(false);
  readonly trouble = signal('');

  readonly ranking = signal<Ranking | null>(null);
  readonly isRanking = signal(false);
  readonly left = signal('');
  readonly rankingTrouble = signal('');
  #goesOn = false;

  readonly now = computed(() => this.inside.client.view.value?.activations.at(-1) ?? null);
  readonly #answer = latestOnly((image: Float32Array) => this.#read(image));
  #measured = 0;

  constructor(
    private readonly app: AppContext,
    private readonly inside: InsideState,
  ) {}

  /** Follows what is seen and what is off until the way out is called. */
  follow(): () => void {
    const { client } = this.inside;
    let before: { about: unknown; off: readonly Channel[] } = { about: null, off: [] };
    const isWanted = () => this.isOpen.value && this.app.tab.value === 'inside';
    const ends = [
      effect(() => {
        const [about, off] = [client.about.value, client.off.value];
        if (about !== before.about) this.#forget();
        else if (off !== before.off) this.past.value = [...this.past.peek(), before.off];
        before = { about, off };
      }),
      effect(() => {
        const image = client.view.value?.image;
        if (isWanted() && image) this.#answer(image);
      }),
      effect(() => {
        const off = client.off.value;
        if (isWanted() && client.about.value) void this.#measure(off);
      }),
    ];
    return () => {
      this.cancel();
      for (const end of ends) end();
    };
  }

  undo(): void {
    const { client } = this.inside;
    const past = this.past.peek();
    client.switchOff(past.at(-1)!);
    // What is undone is no change.
    this.past.value = past.slice(0, -1);
  }

  async rank(): Promise<void> {
    const { client } = this.inside;
    const about = client.about.peek();
    this.#goesOn = true;
    this.isRanking.value = true;
    this.rankingTrouble.value = '';
    this.ranking.value = null;
    const left = new TimeLeft();
    const onRanking = proxy((ranking: Ranking) => {
      if (about === client.about.peek()) this.ranking.value = ranking;
      this.left.value = left.after(ranking.tried / ranking.of);
      return Promise.resolve(this.#goesOn);
    });
    try {
      const ranking = await client.ask((service) => service.rank(onRanking));
      if (about === client.about.peek()) this.ranking.value = ranking;
    } catch (error) {
      if (this.#goesOn) this.rankingTrouble.value = asSentence(inWords(error));
    } finally {
      this.isRanking.value = false;
    }
  }

  /** What is known by then stays. */
  cancel(): void {
    this.#goesOn = false;
  }

  #forget(): void {
    this.cancel();
    this.#measured++;
    this.past.value = [];
    this.whole.value = this.accuracy.value = this.ranking.value = null;
    this.trouble.value = this.rankingTrouble.value = '';
  }

  async #read(image: Float32Array): Promise<void> {
    const { client } = this.inside;
    try {
      this.whole.value = await client.ask((service) => service.predict(image, 1, { off: [] }));
    } catch {
      // What the view has to say of it is said there.
      this.whole.value = null;
    }
  }

  /** A newer question ends the one before. */
  async #measure(off: readonly Channel[]): Promise<void> {
    const { client } = this.inside;
    const mine = ++this.#measured;
    this.isReading.value = true;
    try {
      const accuracy = await client.ask((service) => service.accuracy([...off]));
      if (mine !== this.#measured || !accuracy) return;
      this.trouble.value = '';
      this.accuracy.value = accuracy;
      const [whole, now] = [accuracy.whole, accuracy.now].map(({ right, images }) => percent(right / images));
      if (off.length) this.app.announcer.soon(messages.breakIt.announced(whole, now));
    } catch (error) {
      if (mine === this.#measured) this.trouble.value = asSentence(inWords(error));
    } finally {
      if (mine === this.#measured) this.isReading.value = false;
    }
  }
}
