import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Field } from '../../wasm/library/types';
import css from './field.module.css';

interface LabelledProps {
  label: string;
  help?: string;
  children: ComponentChildren;
}

export function Labelled({ label, help, children }: LabelledProps) {
  return (
    <label class={css.field} title={help}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface NumberProps {
  value: number | undefined;
  least?: number;
  most?: number;
  whole?: boolean;
  testid?: string;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** Takes a number once it is one; says so while it is none. */
export function NumberInput({ value, least, most, whole, testid, disabled, onChange }: NumberProps) {
  const [text, setText] = useState(String(value ?? ''));
  useEffect(() => {
    if (Number(text) !== value || text === '') setText(String(value ?? ''));
  }, [value]);
  const read = (input: string) => {
    const number = Number(input);
    const fits =
      input.trim() !== '' &&
      Number.isFinite(number) &&
      (!whole || Number.isInteger(number)) &&
      (least === undefined || number >= least) &&
      (most === undefined || number <= most);
    return fits ? number : undefined;
  };
  const accept = (input: string) => {
    setText(input);
    const number = read(input);
    if (number !== undefined && number !== value) onChange(number);
  };
  return (
    <input
      type="text"
      inputMode={whole ? 'numeric' : 'decimal'}
      data-testid={testid}
      disabled={disabled}
      value={text}
      aria-invalid={read(text) === undefined}
      onInput={(event) => accept(event.currentTarget.value)}
    />
  );
}

interface SelectProps {
  value: string;
  choices: readonly (string | { value: string; label: string })[];
  /** Its name where no label stands around it. */
  name?: string;
  testid?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

export function Select({ value, choices, name, testid, disabled, onChange }: SelectProps) {
  return (
    <select
      aria-label={name}
      data-testid={testid}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {choices.map((choice) => {
        const { value: own, label } = typeof choice === 'string' ? { value: choice, label: choice } : choice;
        return (
          <option key={own} value={own}>
            {label}
          </option>
        );
      })}
    </select>
  );
}

/** Any option of the registry. */
export function FieldInput({
  field,
  value,
  onChange,
}: {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const shown = value ?? field.default;
  switch (field.type) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          value={shown as number | undefined}
          least={field.least}
          most={field.most}
          whole={field.type === 'integer'}
          onChange={onChange}
        />
      );
    case 'flag':
      return (
        <input
          type="checkbox"
          checked={Boolean(shown)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return <Select value={String(shown)} choices={field.choices ?? []} onChange={onChange} />;
    default:
      return <JsonInput value={shown} plain={field.type === 'text'} onChange={onChange} />;
  }
}

/** A pair, a name, or Keras's object as JSON. */
function JsonInput({
  value,
  plain,
  onChange,
}: {
  value: unknown;
  plain: boolean;
  onChange: (value: unknown) => void;
}) {
  const written = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const [text, setText] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(written), [written]);
  const accept = (input: string) => {
    try {
      onChange(plain || /^[a-z_]*$/i.test(input) ? input || undefined : (JSON.parse(input) as unknown));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <input
      type="text"
      value={text}
      aria-invalid={wrong}
      title={wrong ? 'A name, or JSON such as [3, 3], is wanted here.' : undefined}
      onInput={(event) => setText(event.currentTarget.value)}
      onChange={(event) => accept(event.currentTarget.value)}
    />
  );
}
