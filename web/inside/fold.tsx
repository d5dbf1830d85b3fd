import type { ComponentChildren } from 'preact';
import css from './fold.module.css';

interface Props {
  title: string;
  testid: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ComponentChildren;
}

/** A card that is unfolded by whoever wants it: what is in it takes time to compute. */
export const Fold = ({ title, testid, isOpen, onToggle, children }: Props) => (
  <details
    class={`card ${css.fold}`}
    data-testid={testid}
    open={isOpen}
    onToggle={(event) => onToggle(event.currentTarget.open)}
  >
    <summary>
      <h2>{title}</h2>
    </summary>
    {isOpen && children}
  </details>
);
