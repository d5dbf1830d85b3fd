import * as messages from '../app/messages';
import { publishedWith, spokenName } from '../data/published';
import type { Recognizer } from '../workers/recognizer';
import { theme } from '../ui/theme';

export interface TraceElements {
  /** Under the ink on the pad: it is seen and never read. */
  ghost: HTMLCanvasElement;
  trace: HTMLElement;
  sample: HTMLElement;
  sampleLabel: HTMLSelectElement;
  sampleBefore: HTMLElement;
  sampleAfter: HTMLElement;
  traceCredit: HTMLElement;
}

const SAMPLES = 8;
/** Pixels of a sample, each way. */
const PIXELS = 28;

/** Shows an image of the data set whose labels are read, for the pen to follow. */
export function mountTrace(
  elements: TraceElements,
  recognizer: Recognizer,
  announce: (words: string) => void,
  toast: (words: string) => void,
): void {
  const { ghost, trace, sample, sampleLabel, sampleBefore, sampleAfter, traceCredit } = elements;
  const context = ghost.getContext('2d')!;
  const picture = new Image();
  let set: ReturnType<typeof publishedWith>;
  let isOn = false;
  let number = 0;

  function paint(): void {
    context.clearRect(0, 0, ghost.width, ghost.height);
    if (!picture.complete) return;
    const [x, y] = [number * PIXELS, sampleLabel.selectedIndex * PIXELS];
    context.globalCompositeOperation = 'source-over';
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, x, y, PIXELS, PIXELS, 0, 0, ghost.width, ghost.height);
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = getComputedStyle(ghost).color;
    context.fillRect(0, 0, ghost.width, ghost.height);
  }

  function show(): void {
    const isShown = isOn && Boolean(set?.samples);
    trace.hidden = !set?.samples;
    trace.setAttribute('aria-pressed', String(isShown));
    for (const element of [ghost, sample, traceCredit]) element.hidden = !isShown;
    if (!isShown) return;
    traceCredit.textContent = messages.draw.traced(set!.credit);
    if (picture.src !== set!.samples) picture.src = set!.samples!;
    paint();
  }

  function turn(by: number): void {
    number = (number + by + SAMPLES) % SAMPLES;
    paint();
    announce(messages.draw.sample(number + 1, SAMPLES));
  }

  picture.addEventListener('load', paint);
  picture.addEventListener('error', () => {
    isOn = false;
    picture.removeAttribute('src');
    show();
    toast(messages.draw.samplesMissing);
  });
  trace.addEventListener('click', () => {
    isOn = !isOn;
    show();
  });
  sampleLabel.addEventListener('change', () => {
    number = 0;
    paint();
  });
  sampleBefore.addEventListener('click', () => turn(-1));
  sampleAfter.addEventListener('click', () => turn(1));
  theme.subscribe(show);
  recognizer.status.subscribe((status) => {
    if (status.state !== 'ready') return;
    const found = publishedWith(status.about.labels);
    if (found === set) return;
    set = found;
    number = 0;
    sampleLabel.lang = set?.spoken ? 'ja' : '';
    sampleLabel.replaceChildren(
      ...(set?.label_names ?? []).map((label) => new Option([label, spokenName(label)].join(' ').trim())),
    );
    show();
  });
}
