import * as messages from '../app/messages';
import type { LearnState } from './state';

/** In place of what is computed from a drawing: it is on its way, or there is none. */
export const Waiting = ({ learn }: { learn: LearnState }) => (
  <p class="hint">
    {learn.strokes.value.length
      ? !learn.trouble.value && messages.learn.computing
      : messages.learn.nothingDrawn}
  </p>
);
