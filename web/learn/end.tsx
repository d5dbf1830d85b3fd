import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { lessonAddress } from '../state/address';
import { type LessonAbout, lessons } from './lessons';
import css from './frame.module.css';

interface Props {
  app: AppContext;
  about: LessonAbout;
  learned: string;
}

/** What was learned, and where to go from there. */
export function End({ app, about, learned }: Props) {
  const next = lessons[lessons.indexOf(about) + 1] as LessonAbout | undefined;
  const inside = (event: Event) => {
    event.preventDefault();
    app.tab.value = 'inside';
  };
  return (
    <div class={css.learned} data-testid="lesson-learned">
      <h3>{messages.learn.youLearned}</h3>
      <p>{learned}</p>
      <ul>
        {next && (
          <li>
            <a href={lessonAddress({ lesson: next.id, step: 1 })} data-testid="lesson-following">
              {messages.learn.nextLesson(next.title)}
            </a>
          </li>
        )}
        <li>
          <a href="#tab=inside" data-testid="lesson-inside" onClick={inside}>
            {messages.learn.lookInside}
          </a>
        </li>
        <li>
          <a href={about.address} data-testid="lesson-train">
            {messages.learn.trainWith(about.preset)}
          </a>
        </li>
      </ul>
    </div>
  );
}
