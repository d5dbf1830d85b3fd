import { useLayoutEffect, useRef } from 'preact/hooks';
import * as messages from '../app/messages';
import { mountPad } from '../app/pad/pad';
import { useSketch } from '../app/pad/use_sketch';
import type { LearnState } from './state';
import css from './pad.module.css';

/** The pad of the lessons: there is one, as it is listened to for good. */
export function LessonPad({ learn, isShown }: { learn: LearnState; isShown: boolean }) {
  const { sketch, app } = learn;
  const [pad, sheet, nib] = [
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ];
  useLayoutEffect(() => {
    const elements = { pad: pad.current!, sheet: sheet.current!, nib: nib.current! };
    mountPad(elements, sketch, (words) => app.announcer.now(words));
  }, []);
  const isEmpty = useSketch(sketch, () => sketch.isEmpty);
  return (
    <div class={css.pad} hidden={!isShown}>
      <div class="sheet" ref={sheet} data-empty={String(isEmpty)}>
        <canvas
          ref={pad}
          class="pad"
          data-testid="lesson-pad"
          tabIndex={0}
          role="application"
          aria-label={messages.learn.pad}
          aria-describedby="pad-help"
        />
        <p class="invitation" aria-hidden="true">
          {messages.learn.drawHere}
        </p>
        <div class="nib" ref={nib} hidden />
      </div>
      <div class="row">
        <button class="button" type="button" disabled={isEmpty} onClick={() => sketch.undo()}>
          {messages.common.undo}
        </button>
        <button
          class="button"
          type="button"
          data-testid="lesson-clear"
          disabled={isEmpty}
          onClick={() => sketch.clear()}
        >
          {messages.common.clear}
        </button>
      </div>
    </div>
  );
}
