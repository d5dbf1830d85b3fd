import { computed, signal, useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { type Published, publishedWith, spokenName } from '../data/published';
import { Icon } from '../ui/icon';
import { theme } from '../ui/theme';

const SAMPLES = 8;
/** Pixels of a sample, each way. */
const PIXELS = 28;

/** Which image of the data set whose labels are read is shown for the pen to follow. */
export class Trace {
  /** What can be traced. */
  readonly set = signal<Published | undefined>(undefined);
  readonly isOn = signal(false);
  readonly isShown = computed(() => this.isOn.value && Boolean(this.set.value?.samples));
  readonly label = signal(0);
  readonly number = signal(0);

  constructor({ recognizer }: AppContext) {
    recognizer.status.subscribe((status) => {
      if (status.state !== 'ready') return;
      const found = publishedWith(status.about.labels);
      if (found === this.set.peek()) return;
      this.set.value = found;
      this.choose(0);
    });
  }

  choose(label: number): void {
    this.label.value = label;
    this.number.value = 0;
  }

  turn(by: number): void {
    this.number.value = (this.number.value + by + SAMPLES) % SAMPLES;
  }
}

/** Chooses what is traced. */
export function TraceControls({ app, trace }: { app: AppContext; trace: Trace }) {
  const set = trace.set.value;
  const turn = (by: number) => {
    trace.turn(by);
    app.announcer.now(messages.draw.sample(trace.number.value + 1, SAMPLES));
  };
  return (
    <>
      <div
        class="sample"
        id="sample"
        role="group"
        aria-label={messages.draw.whatToTrace}
        hidden={!trace.isShown.value}
      >
        <select
          id="sample-label"
          data-testid="sample-label"
          aria-label={messages.draw.character}
          lang={set?.spoken ? 'ja' : undefined}
          value={trace.label.value}
          onChange={(event) => trace.choose(event.currentTarget.selectedIndex)}
        >
          {set?.label_names.map((label, i) => (
            <option key={label} value={i}>
              {[label, spokenName(label)].join(' ').trim()}
            </option>
          ))}
        </select>
        <button
          class="tool"
          id="sample-before"
          type="button"
          aria-label={messages.draw.sampleBefore}
          onClick={() => turn(-1)}
        >
          <Icon d="m14.5 6-6 6 6 6" />
        </button>
        <button
          class="tool"
          id="sample-after"
          data-testid="sample-after"
          type="button"
          aria-label={messages.draw.sampleAfter}
          onClick={() => turn(1)}
        >
          <Icon d="m9.5 6 6 6-6 6" />
        </button>
      </div>
      <button
        class="tool"
        id="trace"
        data-testid="trace"
        type="button"
        aria-pressed={trace.isShown.value}
        hidden={!set?.samples}
        onClick={() => (trace.isOn.value = !trace.isOn.value)}
      >
        <Icon d="M4 17c2.5-9 5-12 7-11s-2 10 .5 10.5S15.5 9 20 8" dashes="2.5 3" />
        {messages.draw.trace}
      </button>
    </>
  );
}

/** The image that is traced, under the ink on the pad: it is seen and never read. */
export function Ghost({ app, trace }: { app: AppContext; trace: Trace }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useMemo(() => ({ loaded: signal(0), image: null as HTMLImageElement | null }), []);

  function load(src: string): HTMLImageElement {
    const image = (picture.image ??= new Image());
    if (image.src === src) return image;
    image.onload = () => (picture.loaded.value += 1);
    image.onerror = () => {
      trace.isOn.value = false;
      image.removeAttribute('src');
      app.toast(messages.draw.samplesMissing);
    };
    image.src = src;
    return image;
  }

  useSignalEffect(() => {
    const [label, number] = [trace.label.value, trace.number.value];
    void [theme.value, picture.loaded.value];
    if (!trace.isShown.value) return;
    const { width, height } = canvas.current!;
    const context = canvas.current!.getContext('2d')!;
    const image = load(trace.set.value!.samples!);
    context.clearRect(0, 0, width, height);
    if (!image.complete) return;
    context.globalCompositeOperation = 'source-over';
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, number * PIXELS, label * PIXELS, PIXELS, PIXELS, 0, 0, width, height);
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = getComputedStyle(canvas.current!).color;
    context.fillRect(0, 0, width, height);
  });
  return (
    <canvas
      ref={canvas}
      class="ghost"
      id="ghost"
      data-testid="ghost"
      width="448"
      height="448"
      aria-hidden="true"
      hidden={!trace.isShown.value}
    />
  );
}

export const TraceCredit = ({ trace }: { trace: Trace }) => (
  <p class="credit" id="trace-credit" data-testid="trace-credit" hidden={!trace.isShown.value}>
    {trace.isShown.value ? messages.draw.traced(trace.set.value!.credit) : ''}
  </p>
);
