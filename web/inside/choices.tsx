import { useId } from 'preact/hooks';
import css from './choices.module.css';

interface Props<Value extends string> {
  title: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  testid: string;
  lang?: string;
  onChange: (value: Value) => void;
}

/** One of a few, all of which can be seen. */
export function Choices<Value extends string>({
  title,
  value,
  choices,
  testid,
  lang,
  onChange,
}: Props<Value>) {
  const name = useId();
  return (
    <fieldset class={css.choices} data-testid={testid} lang={lang}>
      <legend>{title}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
