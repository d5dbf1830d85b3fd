import { computed, effect, signal } from '@preact/signals';
import type { ExplainOptions } from '../../wasm/library/index';
import type { AppContext } from '../app/context';
import { inWords } from '../ui/words';
import { latestOnly } from '../workers/latest_only';
import type { InsideState } from './state';

export type Method = NonNullable<ExplainOptions['method']>;

/** What speaks for a class in an image. */
export interface Explained {
  image: Float32Array;
  label: string;
  method: Method;
  values: Float32Array;
}

/** Why the network answers as it does, as long as somebody looks. */
export class WhyState {
  readonly isOpen = signal(false);
  /** The class that is asked about; null for the one that it answers with. */
  readonly chosen = signal<string | null>(null);
  readonly method = signal<Method>('gradient');
  /** Whose maps Grad-CAM takes; '' for the last that there are. */
  readonly layer = signal('');
  readonly explained = signal<Explained | null>(null);
  readonly trouble = signal('');
  /** What the network answers with, or ''. */
  readonly answer = computed(() => {
    const { about, view } = this.inside.client;
    const answer = view.value?.activations.at(-1);
    if (!answer || !about.value) return '';
    return about.value.labels[answer.indexOf(Math.max(...answer))];
  });
  readonly label = computed(() => this.chosen.value ?? this.answer.value);
  readonly #explain = latestOnly((asked: { image: Float32Array; label: string; options: ExplainOptions }) =>
    this.#ask(asked.image, asked.label, asked.options),
  );

  constructor(
    private readonly app: AppContext,
    private readonly inside: InsideState,
  ) {}

  /** Explains what is seen, as it changes, until the way out is called. */
  follow(): () => void {
    const { client } = this.inside;
    const ends = [
      effect(() => {
        // What was chosen was of the model before.
        void client.about.value;
        this.chosen.value = null;
        this.layer.value = '';
      }),
      effect(() => {
        const image = client.view.value?.image;
        const label = this.label.value;
        const isWanted = this.isOpen.value && this.app.tab.value === 'inside';
        if (!isWanted || !image || !label) return this.#clear();
        const layer = this.method.value === 'grad_cam' ? this.layer.value : '';
        const method = this.method.value;
        const options = { label, method, layer, off: [...client.off.value] };
        this.#explain({ image, label, options });
      }),
    ];
    return () => {
      for (const end of ends) end();
      this.#clear();
    };
  }

  async #ask(image: Float32Array, label: string, options: ExplainOptions): Promise<void> {
    const { client, tint } = this.inside;
    const about = client.about.peek();
    const isWanted = () => about === client.about.peek() && this.isOpen.peek() && client.view.peek();
    try {
      const values = await client.ask((service) => service.explain(image, options));
      if (!isWanted()) return;
      this.trouble.value = '';
      this.explained.value = { image, label, method: options.method!, values };
      tint.value = values;
    } catch (error) {
      if (!isWanted()) return;
      this.#clear();
      this.trouble.value = inWords(error);
    }
  }

  #clear(): void {
    this.explained.value = null;
    this.inside.tint.value = null;
    this.trouble.value = '';
  }
}
