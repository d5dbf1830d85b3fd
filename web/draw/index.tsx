import type { ComponentChildren } from 'preact';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { Answer } from './answer';
import { Bars } from './bars';
import { Choice } from './choice';
import { Pictures } from './picture';
import { Pixels } from './pixels';
import { Preparation } from './preparation';
import { Sheet } from './sheet';
import type { DrawState } from './state';
import { Tools } from './tools';
import { TraceControls } from './trace';

interface Props {
  app: AppContext;
  draw: DrawState;
}

/** The first tab: the pad, what is read on it, and what others have to say about it. */
export function Draw({ app, draw, children }: Props & { children?: ComponentChildren }) {
  const over = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.getElementById('sheet')!.dataset.over = String(isOver);
  };
  return (
    <main
      class="desk"
      id="draw"
      data-panel="draw"
      hidden={app.tab.value !== 'draw'}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, event.currentTarget.contains(event.relatedTarget as Node))}
      onDrop={(event) => over(event, false)}
    >
      <section class="writing" aria-label={messages.draw.drawing}>
        <div class="subject">
          <Choice app={app} />
          <TraceControls app={app} trace={draw.trace} />
        </div>
        <Sheet app={app} draw={draw} />
        <p class="unseen" id="pad-help">
          {messages.draw.padHelp}
        </p>
        <Tools app={app} />
      </section>
      <section class="reading" aria-labelledby="reading-title">
        <Answer app={app} draw={draw} />
        <Seen draw={draw} />
        <Bars draw={draw} />
      </section>
      <Pictures app={app} draw={draw} />
      <Preparation draw={draw} />
      {children}
    </main>
  );
}

/** The image that the network is given of the character that is looked at. */
function Seen({ draw }: { draw: DrawState }) {
  const i = draw.selected.value;
  const isRead = Boolean(draw.characters.value.at(i)?.probabilities.length);
  return (
    <figure class="seen">
      <figcaption class="eyebrow">{messages.draw.networkSees}</figcaption>
      <Pixels id="seen" image={isRead ? draw.reading.value!.images[i] : null} />
    </figure>
  );
}
