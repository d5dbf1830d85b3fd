import { useMemo } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { lessonAddress } from '../state/address';
import { whyMissing } from '../workers/load_failure';
import { Guard } from '../ui/guard';
import { Frame } from './frame';
import { type LessonAbout, lessons } from './lessons';
import { LearnState } from './state';
import css from './index.module.css';

function LearnPanel({ app }: { app: TrainingContext }) {
  const learn = useMemo(() => new LearnState(app), []);
  const place = app.lesson.value;
  const tour = async () => {
    try {
      (await app.loadTour()).startTour(app);
    } catch {
      app.toast(messages.panels.missing(await whyMissing()));
    }
  };
  const about = lessons.find(({ id }) => id === place?.lesson);
  return (
    <>
      <section class="card" aria-label={messages.learn.title} hidden={about !== undefined}>
        <h2>{messages.learn.title}</h2>
        <p>{messages.learn.about}</p>
        <ol class={css.cards}>
          {lessons.map((each) => (
            <Card key={each.id} about={each} isDone={learn.done.value.has(each.id)} />
          ))}
        </ol>
        <button class="button" type="button" data-testid="take-tour" onClick={() => void tour()}>
          {messages.learn.takeTour}
        </button>
      </section>
      <Frame learn={learn} about={about} step={place?.step ?? 1} />
    </>
  );
}

const Card = ({
  about: { id, title, about, minutes, icon },
  isDone,
}: {
  about: LessonAbout;
  isDone: boolean;
}) => (
  <li>
    <a class={css.card} href={lessonAddress({ lesson: id, step: 1 })} data-testid={`lesson-${id}`}>
      {icon()}
      <span>
        <b>{title}</b>
        <span>{about}</span>
        <small>
          {messages.learn.minutes(minutes)}
          {isDone && <em data-testid={`done-${id}`}>{messages.learn.done}</em>}
        </small>
      </span>
    </a>
  </li>
);

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <LearnPanel app={app} />
  </Guard>
);
