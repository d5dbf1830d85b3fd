import { useEffect, useRef, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import css from './playground.module.css';

const words = messages.kernelLesson;

/** Row by row. */
export const sobel: readonly number[] = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
const blur = Array.from({ length: 9 }, () => 0.111);

const kernels: Record<keyof typeof words.kernels, readonly number[]> = {
  vertical: sobel,
  horizontal: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  outline: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  blur,
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
};

interface Props {
  kernel: readonly number[];
  /** Number by number. */
  mayEdit: boolean;
  onChange: (kernel: readonly number[]) => void;
}

/** The nine numbers, and kernels that are known. */
export function KernelEditor({ kernel, mayEdit, onChange }: Props) {
  const [texts, setTexts] = useState<string[]>(kernel.map(String));
  // What was typed stands as it was typed: by the time that its number comes back, more may have been.
  const typed = useRef(new WeakSet<readonly number[]>());
  useEffect(() => {
    if (typed.current.has(kernel)) return;
    setTexts((known) => kernel.map((weight, i) => (Number(known[i]) === weight ? known[i] : String(weight))));
  }, [kernel]);
  const type = (i: number, text: string) => {
    setTexts(texts.map((each, j) => (i === j ? text : each)));
    const weight = text.trim() === '' ? 0 : Number(text);
    const next = kernel.map((each, j) => (i === j ? (Number.isFinite(weight) ? weight : 0) : each));
    typed.current.add(next);
    onChange(next);
  };
  const isBad = texts.some((text) => !Number.isFinite(Number(text)));
  return (
    <fieldset class={css.kernel}>
      <legend class="eyebrow">{words.kernel}</legend>
      <div>
        <div class={css.nine}>
          {texts.map((text, i) => (
            <input
              key={i}
              type="text"
              inputMode="decimal"
              data-testid={`kernel-${i}`}
              aria-label={words.weight(Math.floor(i / 3) + 1, (i % 3) + 1)}
              aria-invalid={!Number.isFinite(Number(text))}
              readOnly={!mayEdit}
              value={text}
              onInput={(event) => type(i, event.currentTarget.value)}
            />
          ))}
        </div>
        <div class={css.known}>
          <select
            aria-label={words.kernel}
            data-testid="kernel-choice"
            value={names.find((name) => kernels[name].every((weight, i) => weight === kernel[i])) ?? ''}
            onChange={(event) => onChange(kernels[event.currentTarget.value as (typeof names)[number]])}
          >
            <option value="" disabled hidden />
            {names.map((name) => (
              <option key={name} value={name}>
                {words.kernels[name]}
              </option>
            ))}
          </select>
          <button
            class="button"
            type="button"
            data-testid="kernel-flip"
            onClick={() => onChange(kernel.map((weight) => -weight + 0))}
          >
            {words.flip}
          </button>
        </div>
      </div>
      {isBad && <p class="trouble">{words.bad}</p>}
    </fieldset>
  );
}

const names = Object.keys(kernels) as (keyof typeof kernels)[];
