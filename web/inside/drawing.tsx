import { useComputed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { mountPad } from '../app/pad/pad';
import { Text } from '../ui/text';
import { Answer } from './answer';
import { ModelChoice } from './choice';
import css from './drawing.module.css';
import { Seen } from './seen';
import type { InsideState } from './state';

interface Props {
  app: TrainingContext;
  inside: InsideState;
}

/** The pad, what the network is given of it, and what it answers. */
export function Drawing({ app, inside }: Props) {
  const { sketch } = app;
  const [pad, sheet, nib] = [
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ];
  const [isEmpty, setEmpty] = useState(sketch.isEmpty);
  useEffect(() => {
    mountPad({ pad: pad.current!, sheet: sheet.current!, nib: nib.current! }, sketch, inside.announce);
    sketch.subscribe(() => setEmpty(sketch.isEmpty));
  }, []);
  const off = inside.client.off.value.length;
  const isPicture = useComputed(() => app.recognizer.result.value?.trouble !== undefined);
  return (
    <section class={`card ${css.drawing}`} aria-label={messages.common.yourDrawing}>
      <ModelChoice app={app} inside={inside} />
      <div class={css.beside}>
        <div class={css.pad}>
          <div ref={sheet} class="sheet" data-empty={String(isEmpty)}>
            <canvas
              ref={pad}
              class="pad"
              data-testid="inside-pad"
              tabIndex={0}
              role="application"
              aria-label={messages.inside.pad}
              aria-describedby="pad-help"
            />
            <p class="invitation" aria-hidden="true">
              {messages.drawing.invitation}
            </p>
            <div ref={nib} class="nib" hidden />
          </div>
        </div>
        <Seen inside={inside} />
      </div>
      {isPicture.value && (
        <p class="hint" data-testid="inside-picture">
          {messages.inside.fromPicture}
        </p>
      )}
      <Characters app={app} />
      <div class={css.tools}>
        <Answer inside={inside} />
        <button class="button" type="button" disabled={isEmpty} onClick={() => sketch.clear()}>
          {messages.common.clear}
        </button>
        <Example app={app} inside={inside} main={isEmpty} />
      </div>
      {off > 0 && (
        <p class={css.off}>
          <Text>{messages.inside.switchedOff(off)}</Text>
          <button
            class="button"
            type="button"
            data-testid="all-on"
            onClick={() => inside.client.switchOff([])}
          >
            {messages.inside.allOn}
          </button>
        </p>
      )}
    </section>
  );
}

/** Which of several characters is looked at. */
function Characters({ app }: { app: TrainingContext }) {
  const seen = app.seen.value;
  if (seen.length < 2) return null;
  return (
    <div class="row" role="group" aria-label={messages.inside.characters}>
      {seen.map(({ label }, i) => (
        <button
          key={i}
          type="button"
          class={css.character}
          aria-pressed={i === app.selected.value}
          onClick={() => (app.selected.value = i)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Puts an image on the pad for who has none. */
function Example({ app, inside, main }: Props & { main: boolean }) {
  const show = async () => {
    try {
      const { exampleOf } = await import('./example');
      app.sketch.open(await exampleOf(inside.client.about.peek()?.labels ?? []));
    } catch {
      app.toast(messages.draw.samplesMissing);
    }
  };
  return (
    <button
      class={main ? 'button main' : 'button'}
      type="button"
      data-testid="example"
      onClick={() => void show()}
    >
      {main ? messages.inside.showExample : messages.inside.anotherExample}
    </button>
  );
}
