import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import { Choice } from './choice';
import type { Lesson, PlaygroundProps } from './lesson';
import { Plane } from './plane';
import { convolution } from './tiny_model';
import { useAnswer } from './use_answer';
import { Waiting } from './waiting';
import css from './playground.module.css';

const words = messages.strideLesson;
const SIDE = 28;
const STRIDES = [1, 2, 3].map((value) => ({ value, label: String(value) }));
const PADDINGS = (['valid', 'same'] as const).map((value) => ({ value, label: value }));
const KERNELS = [3, 5, 7].map((value) => ({ value, label: words.side(value) }));

/** What is added before the first row where the map is to be as large as the picture: the half, rounded down. */
const before = (kernel: number, stride: number) =>
  Math.floor(Math.max(0, (Math.ceil(SIDE / stride) - 1) * stride + kernel - SIDE) / 2);

function Stride({ learn, step }: PlaygroundProps) {
  const image = learn.image.value;
  const [stride, setStride] = useState(1);
  const [padding, setPadding] = useState<'valid' | 'same'>('valid');
  const [kernel, setKernel] = useState(3);
  const [chosen, setChosen] = useState(0);
  const layers = useAnswer(
    learn,
    image &&
      ((service) => {
        const blur = Array.from({ length: kernel * kernel }, () => 1 / (kernel * kernel));
        return service.look(convolution(blur, { strides: [stride, stride], padding }), image);
      }),
    [image, stride, padding, kernel],
  );
  if (!image || !layers) return <Waiting learn={learn} />;
  const [rows, columns] = layers[0].shape;
  const at = Math.min(chosen, rows * columns - 1);
  const rim = padding === 'same' ? before(kernel, stride) : 0;
  const corner = (place: number) => Math.max(0, place * stride - rim);
  const extent = (place: number) => Math.min(SIDE, place * stride - rim + kernel) - corner(place);
  const [row, column] = [Math.floor(at / columns), at % columns];
  return (
    <>
      <div class={css.choices}>
        <Choice label={words.stride} choices={STRIDES} value={stride} testid="stride" onChange={setStride} />
        {step >= 2 && (
          <Choice
            label={words.padding}
            choices={PADDINGS}
            value={padding}
            testid="padding"
            onChange={setPadding}
          />
        )}
        {step >= 3 && (
          <Choice
            label={words.kernelSize}
            choices={KERNELS}
            value={kernel}
            testid="kernel-size"
            onChange={setKernel}
          />
        )}
      </div>
      <div class={css.planes}>
        <Plane
          name={`${messages.learn.drawing}, ${words.side(SIDE)}`}
          values={image}
          rows={SIDE}
          columns={SIDE}
          frame={[corner(row), corner(column), extent(row), extent(column)]}
        />
        <Plane
          name={`${words.map}, ${words.side(rows)}`}
          values={layers[0].values}
          rows={rows}
          columns={columns}
          share={rows / SIDE}
          chosen={at}
          onChoose={setChosen}
          testid="stride-map"
        />
      </div>
      <p class="hint">{words.window}</p>
      <p class={css.formula} role="status" data-testid="stride-size" data-rows={rows}>
        {step >= 3 && (
          <>
            {padding === 'valid'
              ? words.valid(SIDE, kernel, stride, Math.floor((SIDE - kernel) / stride) + 1)
              : words.same(SIDE, stride, Math.ceil(SIDE / stride))}
            <br />
          </>
        )}
        {words.engine(rows, columns)}
      </p>
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Stride,
  pad: 'drawing',
};
