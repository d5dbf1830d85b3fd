import { useId, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import css from './help.module.css';
import { Text } from './text';

interface Props {
  /** What it helps with. */
  name: string;
  words: string;
  /** The id of a lesson on the Learn tab that says more. */
  lesson?: string;
}

/** A question mark that shows a sentence of help in place, by keyboard and touch too. */
export function Help({ name, words, lesson }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        class={css.ask}
        type="button"
        aria-label={messages.fields.help(name)}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        ?
      </button>
      <p class={`hint ${css.words}`} id={id} role="status" hidden={!open}>
        {open && (
          <>
            <Text>{words}</Text>{' '}
            {lesson && <a href={`#tab=learn&lesson=${lesson}`}>{messages.fields.lesson}</a>}
          </>
        )}
      </p>
    </>
  );
}
