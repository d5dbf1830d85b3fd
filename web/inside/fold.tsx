import type { ComponentChildren } from 'preact';
import * as messages from '../app/messages';
import { asSentence } from '../ui/words';
import type { InsideState } from './state';
import css from './fold.module.css';

interface Props {
  inside: InsideState;
  title: string;
  testid: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ComponentChildren;
}

/** A card about the model that is unfolded by whoever wants it: what is in it takes time to compute. */
export const Fold = ({ inside: { client }, title, testid, isOpen, onToggle, children }: Props) => (
  <details
    class={`card ${css.fold}`}
    data-testid={testid}
    open={isOpen}
    onToggle={(event) => onToggle(event.currentTarget.open)}
  >
    <summary>
      <h2>{title}</h2>
    </summary>
    {isOpen &&
      (client.about.value ? (
        children
      ) : (
        <p role="status">
          {client.trouble.value ? asSentence(client.trouble.value) : messages.common.gettingReady}
        </p>
      ))}
  </details>
);
