import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { openPicture } from '../data/grey';
import { coordinates, type Stroke } from '../state/drawing';
import { inWords } from '../ui/words';
import type { Preparation, Recognition } from '../workers/recognizer_worker';
import { DIGITS } from './answer_words';
import { Corrections, type ShownCharacter } from './corrections';
import { Trace } from './trace';

/** What the Draw tab shows: a drawing or a picture, what was read in it, and which of its characters is looked at. */
export class DrawState {
  readonly corrections = new Corrections();
  readonly trace: Trace;
  /** How the drawing is to be prepared. */
  readonly preparation = signal<Preparation>({ steps: {}, stages: false });
  /** A picture that lies on the pad until somebody draws again. */
  readonly picture = signal<ImageBitmap | null>(null);
  /** Why a picture could not be opened. */
  readonly pictureTrouble = signal('');
  /** What the model that reads can tell apart. */
  readonly labels = signal<readonly string[]>(DIGITS);
  /** A stroke of the character that was selected; in a picture its place. */
  readonly #chosen = signal<Stroke | number | undefined>(undefined);
  /** The characters that were read, as the person has corrected them. */
  readonly read: ReadonlySignal<ShownCharacter[]>;
  /** What the tab shows of them: while another is open it rests as it was. */
  readonly reading: ReadonlySignal<Recognition | null>;
  readonly characters: ReadonlySignal<ShownCharacter[]>;
  /** Which character is looked at. */
  readonly selected: ReadonlySignal<number>;

  constructor(private readonly app: AppContext) {
    const { recognizer, sketch } = app;
    this.trace = new Trace(app);
    recognizer.status.subscribe((status) => {
      if (status.state === 'ready') this.labels.value = status.about.labels;
    });
    this.read = computed(() =>
      this.corrections.apply(recognizer.result.value?.answer.characters ?? [], sketch.strokes),
    );
    const restsElsewhere = <T>(live: ReadonlySignal<T>, shown: T) =>
      computed(() => (app.tab.value === 'draw' ? (shown = live.value) : shown));
    this.reading = restsElsewhere<Recognition | null>(recognizer.result, null);
    this.characters = restsElsewhere(this.read, []);
    this.selected = computed(() => {
      const chosen = this.#chosen.value;
      const i = this.characters.value.findIndex(({ strokes }, i) =>
        strokes.length ? strokes.some((stroke) => stroke === chosen) : i === chosen,
      );
      return Math.max(0, i);
    });
  }

  /** Reads what lies on the pad, and from then on whatever comes to lie there. */
  open(): void {
    const { recognizer, sketch } = this.app;
    const read = () => {
      const { steps, stages } = this.preparation.value;
      const shown = this.picture.value ?? sketch.image ?? coordinates(sketch.strokes);
      recognizer.recognize(shown, { steps: { ...steps, paper: sketch.width }, stages });
    };
    let drawn = sketch.finished;
    sketch.subscribe(() => {
      if (sketch.live || sketch.image || sketch.finished !== drawn) this.closePicture();
      drawn = sketch.finished;
      read();
    });
    this.preparation.subscribe(read);
    this.picture.subscribe(read);
    effect(() => {
      const images = recognizer.result.value?.images ?? [];
      const characters = this.read.value;
      const { seen, selected, tab } = this.app;
      batch(() => {
        seen.value = images.map((image, i) => ({ image, label: characters[i].label }));
        // What was chosen on another tab stays chosen there.
        if (tab.value === 'draw') selected.value = this.selected.value;
        else if (selected.peek() >= images.length) selected.value = 0;
      });
    });
  }

  select(i: number): void {
    [this.#chosen.value = i] = this.characters.value[i].strokes;
  }

  /** The person says what the selected character is. */
  correct(label: string): void {
    const { strokes } = this.characters.value[this.selected.value];
    const before = this.corrections.say(strokes, label);
    this.app.toast(messages.draw.added(label), {
      label: messages.common.undo,
      run: () => this.corrections.say(strokes, before),
    });
  }

  async openPicture(file: Blob | undefined): Promise<void> {
    if (!file) return;
    try {
      const bitmap = await openPicture(file);
      batch(() => {
        this.pictureTrouble.value = '';
        this.app.recognizer.result.value = null;
        this.picture.value = bitmap;
      });
    } catch (error) {
      this.pictureTrouble.value = inWords(error);
    }
  }

  closePicture(): void {
    if (!this.picture.value) return;
    batch(() => {
      this.picture.value = null;
      this.pictureTrouble.value = '';
    });
  }
}
