import { useId } from 'preact/hooks';
import css from './playground.module.css';

interface Props<Value> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value | null;
  testid: string;
  onChange: (value: Value) => void;
}

/** One of a few, all of them in view. */
export function Choice<Value extends string | number>({
  label,
  choices,
  value,
  testid,
  onChange,
}: Props<Value>) {
  const id = useId();
  return (
    <fieldset class={css.choice} data-testid={testid}>
      <legend class="eyebrow">{label}</legend>
      {choices.map((each) => (
        <label key={each.value}>
          <input
            type="radio"
            name={id}
            data-testid={`${testid}-${each.value}`}
            checked={each.value === value}
            onChange={() => onChange(each.value)}
          />
          <span>{each.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
