import { useEffect, useRef, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Guard } from '../ui/guard';
import { inWords } from '../ui/words';
import { whyMissing } from '../workers/load_failure';
import { End } from './end';
import type { Lesson } from './lesson';
import type { LessonAbout } from './lessons';
import { LessonPad } from './pad';
import type { LearnState } from './state';
import css from './frame.module.css';

interface Props {
  learn: LearnState;
  /** The lesson that is open. */
  about: LessonAbout | undefined;
  step: number;
}

/** What is there of the lesson: it is fetched when it is opened. */
function useLesson(about: LessonAbout | undefined) {
  const [fetched, setFetched] = useState<{ id: string; lesson: Lesson } | null>(null);
  const [trouble, setTrouble] = useState('');
  const fetchIt = async ({ id, load }: LessonAbout) => {
    setTrouble('');
    try {
      const { lesson } = await load();
      setFetched({ id, lesson });
    } catch (error) {
      setTrouble((await whyMissing()) || inWords(error));
    }
  };
  useEffect(() => {
    if (about) void fetchIt(about);
  }, [about]);
  return {
    lesson: fetched?.id === about?.id ? fetched?.lesson : undefined,
    trouble,
    again: () => about && void fetchIt(about),
  };
}

const cardOf = (id: string) => document.querySelector<HTMLElement>(`[data-testid="lesson-${id}"]`);

/** A lesson with its steps. It stays when none is open: the pad is in it. */
export function Frame({ learn, about, step }: Props) {
  const { app } = learn;
  const { lesson, trouble, again } = useLesson(about);
  const [title, heading] = [useRef<HTMLHeadingElement>(null), useRef<HTMLHeadingElement>(null)];
  const last = lesson?.steps.length ?? 1;
  const at = Math.min(step, last);
  const shown = lesson?.steps[at - 1];
  useEffect(() => {
    if (!lesson) return;
    if (lesson.pad === 'empty') learn.sketch.clear();
    else if (lesson.pad) learn.begin();
  }, [lesson]);
  useEffect(() => {
    if (lesson && about && at === last) learn.finish(about.id);
  }, [lesson, at]);

  const isFirst = useRef(true);
  useEffect(() => {
    const isOpened = isFirst.current;
    isFirst.current = false;
    if (!about || isOpened) return;
    title.current!.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [about]);

  const go = (to: number) => {
    if (!about || !lesson) return;
    app.lesson.value = to ? { lesson: about.id, step: to } : null;
    // What is still hidden takes no focus, and the last step has no button to go on by.
    if (!to) return void setTimeout(() => cardOf(about.id)?.focus());
    if (to === last) setTimeout(() => heading.current?.focus({ preventScroll: true }));
    app.announcer.now(messages.learn.stepName(to, last, lesson.steps[to - 1].title));
    title.current!.scrollIntoView({ block: 'nearest' });
  };
  return (
    <section
      class="card"
      aria-label={about?.title}
      hidden={!about}
      data-testid="lesson"
      data-lesson={about?.id}
    >
      <p class={css.way}>
        <a href="#tab=learn" data-testid="lessons">
          {messages.learn.allLessons}
        </a>
        <span>{about && lesson && messages.learn.step(at, last)}</span>
      </p>
      <h2 ref={title} tabIndex={-1}>
        {about?.title}
      </h2>
      {!lesson && about && (
        <p class={trouble ? 'trouble' : 'hint'} role={trouble ? 'alert' : 'status'}>
          {trouble || messages.learn.loading}
        </p>
      )}
      {trouble && (
        <button class="button" type="button" onClick={again}>
          {messages.common.tryAgain}
        </button>
      )}
      <div class={css.columns}>
        {shown && (
          <div class={css.text} data-testid="lesson-step" data-step={at}>
            <h3 ref={heading} tabIndex={-1}>
              {shown.title}
            </h3>
            <p>{shown.text}</p>
            <p class={css.try}>
              <b>{messages.learn.tryThis}</b> {shown.tryThis}
            </p>
            <details key={at} class={css.see}>
              <summary>{messages.learn.see}</summary>
              <p>{shown.see}</p>
            </details>
          </div>
        )}
        <div class={css.playground}>
          <LessonPad learn={learn} isShown={Boolean(lesson?.pad) && (lesson!.padAt ?? at) === at} />
          {lesson && (
            <div class={css.things}>
              <Guard key={about!.id}>
                <lesson.Playground learn={learn} step={at} />
              </Guard>
              {learn.trouble.value && <Trouble learn={learn} />}
            </div>
          )}
        </div>
        {lesson && (
          <div class={css.end}>
            <div class="row">
              <button class="button" type="button" data-testid="lesson-back" onClick={() => go(at - 1)}>
                {at > 1 ? messages.learn.back : messages.learn.allLessons}
              </button>
              {at < last && (
                <button
                  class="button main"
                  type="button"
                  data-testid="lesson-next"
                  onClick={() => go(at + 1)}
                >
                  {messages.learn.next}
                </button>
              )}
            </div>
            {at === last && <End app={app} about={about!} learned={lesson.learned} />}
          </div>
        )}
      </div>
    </section>
  );
}

const Trouble = ({ learn }: { learn: LearnState }) => (
  <div role="alert" data-testid="lesson-trouble">
    <p class="trouble">{learn.trouble.value}</p>
    <button class="button" type="button" onClick={() => (learn.tries.value += 1)}>
      {messages.common.tryAgain}
    </button>
  </div>
);
