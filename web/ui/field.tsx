import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useId, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Field } from '../../wasm/library/index';
import { readNumber } from './range';
import { textOf } from './words';
import css from './field.module.css';
import { Help } from './help';
import { Text } from './text';

/** What is wrong with the fields below, by their ids; an id is given '' once its field is right again, or gone. */
export const Troubles = createContext<(id: string, trouble: string) => void>(() => {});

/** Tells what is wrong with a field. */
export function useTrouble(trouble: string): string {
  const report = useContext(Troubles);
  const id = useId();
  useEffect(() => {
    report(id, trouble);
    return () => report(id, '');
  }, [trouble]);
  return id;
}

interface LabelledProps {
  label: string;
  help?: string;
  /** The id of a lesson that says more. */
  lesson?: string;
  /** It has a line to itself. */
  wide?: boolean;
  /** What is wrong with it, and the id that the input names it by. */
  trouble?: { id: string; words: string };
  children: ComponentChildren;
}

export function Labelled({ label, help, lesson, wide, trouble, children }: LabelledProps) {
  return (
    <div class={wide ? `${css.field} ${css.wide}` : css.field}>
      <label>
        <span>{label}</span>
        {children}
      </label>
      {help && <Help name={label} words={help} lesson={lesson} />}
      {trouble?.words && (
        <p class="trouble" id={trouble.id}>
          <Text>{trouble.words}</Text>
        </p>
      )}
    </div>
  );
}

interface NumberProps {
  label: string;
  help?: string;
  lesson?: string;
  value: number | undefined;
  /** What the engine takes. */
  field: Field;
  testid?: string;
  onChange: (value: number) => void;
}

/** Takes a number once it is one; says what is wrong while it is none. */
export function NumberInput({ label, help, lesson, value, field, testid, onChange }: NumberProps) {
  const [text, setText] = useState(textOf(value));
  useEffect(() => {
    if (Number(text) !== value || text === '') setText(textOf(value));
  }, [value]);
  const read = readNumber(text, field, label);
  const words = typeof read === 'string' ? read : '';
  const id = useTrouble(words);
  const accept = (input: string) => {
    setText(input);
    const number = readNumber(input, field, label);
    if (typeof number === 'number' && number !== value) onChange(number);
  };
  return (
    <Labelled label={label} help={help} lesson={lesson} trouble={{ id, words }}>
      <input
        type="text"
        inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
        data-testid={testid}
        value={text}
        aria-invalid={words !== ''}
        aria-describedby={words ? id : undefined}
        onInput={(event) => accept(event.currentTarget.value)}
      />
    </Labelled>
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

interface FieldProps {
  field: Field;
  lesson?: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Any option of the registry. */
export function FieldInput({ field, lesson, value, onChange }: FieldProps) {
  const { name, type, help, choices = [] } = field;
  const shown = value ?? field.default;
  switch (type) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          label={name}
          help={help}
          lesson={lesson}
          value={shown as number | undefined}
          field={field}
          onChange={onChange}
        />
      );
    case 'flag':
      return (
        <Labelled label={name} help={help} lesson={lesson}>
          <input
            type="checkbox"
            checked={Boolean(shown)}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        </Labelled>
      );
    case 'choice':
      return (
        <Labelled label={name} help={help} lesson={lesson}>
          <Select value={textOf(shown)} choices={choices} onChange={onChange} />
        </Labelled>
      );
    default:
      return (
        <JsonInput
          name={name}
          help={help}
          lesson={lesson}
          value={shown}
          plain={type === 'text'}
          onChange={onChange}
        />
      );
  }
}

interface JsonProps {
  name: string;
  help?: string;
  lesson?: string;
  value: unknown;
  plain: boolean;
  onChange: (value: unknown) => void;
}

/** A pair, a name, or Keras's object as JSON. */
function JsonInput({ name, help, lesson, value, plain, onChange }: JsonProps) {
  const written = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const [words, setWords] = useState('');
  const id = useTrouble(words);
  const accept = (input: string) => {
    try {
      onChange(plain || /^[a-z_]*$/i.test(input) ? input || undefined : (JSON.parse(input) as unknown));
      setWords('');
    } catch {
      setWords(messages.fields.mustBe(name, messages.fields.json));
    }
  };
  return (
    <Labelled label={name} help={help} lesson={lesson} trouble={{ id, words }}>
      <input
        type="text"
        value={text}
        aria-invalid={words !== ''}
        aria-describedby={words ? id : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setWords('');
        }}
        onChange={(event) => accept(event.currentTarget.value)}
      />
    </Labelled>
  );
}
