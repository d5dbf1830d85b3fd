import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Recognizer } from '../workers/recognizer';
import { shipped } from '../state/shipped';
import type { TrainingContext } from '../app/context';
import { coordinates } from '../state/drawing';
import { asSentence, inWords, sureness } from '../ui/words';
import { mountPad } from '../app/pad/pad';
import { TimeMachine, useMoments } from './moments';
import css from './drawing.module.css';
import { Text } from '../ui/text';

/** The pad's drawing, read again and again by the network as it learns; afterwards by any of its moments. */
export function YourDrawing({ app }: { app: TrainingContext }) {
  const { trainer, sketch } = app;
  const recognizer = useMemo(() => new Recognizer(app.options), []);
  const pad = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const nib = useRef<HTMLDivElement>(null);
  const empty = useMemo(() => signal(sketch.isEmpty), []);
  const [taught, setTaught] = useState(false);

  useEffect(() => {
    mountPad({ pad: pad.current!, sheet: sheet.current!, nib: nib.current! }, sketch, () => {});
    recognizer.open(shipped[0].file);
    const read = () => {
      empty.value = sketch.isEmpty;
      if (app.tab.peek() === 'train') recognizer.recognize(sketch.image ?? coordinates(sketch.strokes));
    };
    sketch.subscribe(read);
    app.tab.subscribe(read);
  }, []);

  const isShown = app.tab.value === 'train';
  const latest = trainer.weights.value;
  const adopted = useRef<Uint8Array | null>(null);
  useEffect(() => {
    if (!latest) return;
    setTaught(true);
    if (!isShown || latest === adopted.current) return;
    adopted.current = latest;
    recognizer.adopt(latest).catch(() => {});
  }, [latest, isShown]);

  const status = recognizer.status.value;
  const result = recognizer.result.value;
  const labels = status.state === 'ready' ? status.about.labels : [];
  const machine = useMoments(app, taught ? result?.images[0] : undefined);
  const reading = machine.reading(labels) ?? result?.answer.characters[0];
  const sure = reading && taught;
  return (
    <section class="card" aria-label={messages.common.yourDrawing}>
      <h2>{messages.common.yourDrawing}</h2>
      <div class={css.beside}>
        <div class={`sheet ${css.small}`} ref={sheet} data-empty={String(empty.value)}>
          <canvas ref={pad} class="pad" tabIndex={0} role="application" aria-label={messages.drawing.pad} />
          <p class="invitation" aria-hidden="true">
            {messages.drawing.invitation}
          </p>
          <div class="nib" ref={nib} hidden />
        </div>
        <div class={css.said} data-testid="learning-prediction" data-text={sure ? reading.label : ''}>
          {sure ? (
            <>
              <p class={css.digit}>
                <Text>{reading.label}</Text>
              </p>
              <p>
                <Text>{messages.common.sure(sureness(reading.confidence))}</Text>
              </p>
            </>
          ) : (
            <p class="hint">
              <Text>{taught ? messages.drawing.drawSomething : messages.drawing.startTraining}</Text>
            </p>
          )}
          <TestDigit app={app} />{' '}
          <button class="button" type="button" disabled={empty.value} onClick={() => sketch.clear()}>
            {messages.common.clear}
          </button>
        </div>
      </div>
      {sure && (
        <ol class={css.ticks}>
          {reading.probabilities.map((probability, i) => (
            <li key={i} data-best={String(labels[i] === reading.label)}>
              <span
                class={css.tick}
                ref={(bar) => void bar?.style.setProperty('height', `${100 * probability}%`)}
              />
              <span>{labels[i]}</span>
            </li>
          ))}
        </ol>
      )}
      <TimeMachine machine={machine} labels={labels} />
    </section>
  );
}

/** Puts an image on the pad that the network has not been trained on. */
function TestDigit({ app: { trainer, sketch, toast } }: { app: TrainingContext }) {
  const data = trainer.dataset.state.value;
  if (data?.state !== 'ready') return null;
  const { rows, columns, channels, test_images } = data.info;
  if (!test_images || rows * columns * channels !== 28 * 28) return null;
  const show = async () => {
    const index = Math.floor(Math.random() * test_images);
    try {
      const one = await trainer.ask((service) => service.images(data.id, 'test', [index]));
      sketch.open(Float32Array.from(one.images, (byte) => byte / 255));
      toast(messages.drawing.testImage(index, one.label_names[one.labels[0]]));
    } catch (error) {
      toast(asSentence(inWords(error)));
    }
  };
  return (
    <button class="button" type="button" data-testid="test-image" onClick={() => void show()}>
      {messages.drawing.anyTestImage}
    </button>
  );
}
