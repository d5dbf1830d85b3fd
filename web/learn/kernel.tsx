import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Lesson, PlaygroundProps } from './lesson';
import { KernelEditor, sobel } from './kernel_editor';
import { Plane, short } from './plane';
import { convolution } from './tiny_model';
import { useAnswer } from './use_answer';
import { Waiting } from './waiting';
import css from './playground.module.css';

const words = messages.kernelLesson;
const SIDE = 28;
/** From which step on the numbers may be changed one by one, and one pixel is worked out. */
const [OWN, WORKED_OUT] = [3, 4];
const MIDDLE = 13 * 26 + 13;

function Kernel({ learn, step }: PlaygroundProps) {
  const image = learn.image.value;
  const [kernel, setKernel] = useState<readonly number[]>(sobel);
  const [place, setPlace] = useState(MIDDLE);
  const asked = image && { model: convolution(kernel), image };
  const layers = useAnswer(learn, asked && ((service) => service.look(asked.model, asked.image)), [
    image,
    kernel,
  ]);
  const isOne = step >= WORKED_OUT;
  const sum = useAnswer(
    learn,
    asked && isOne ? (service) => service.weigh(asked.model, asked.image, 0, place) : null,
    [image, kernel, place, isOne],
  );
  if (!image || !layers) return <Waiting learn={learn} />;
  const [rows, columns] = layers[0].shape;
  const [row, column] = [Math.floor(place / columns), place % columns];
  /** Places that count nothing are left out by the engine. */
  const terms = kernel.map((weight, i) => {
    const pixel = (row + Math.floor(i / 3)) * SIDE + column + (i % 3);
    const at = sum ? sum.inputs.indexOf(pixel) : -1;
    return { weight, pixel: at < 0 ? image[pixel] : sum!.values[at] };
  });
  return (
    <>
      <KernelEditor kernel={kernel} mayEdit={step >= OWN} onChange={setKernel} />
      <div class={css.planes}>
        <Plane
          name={messages.learn.drawing}
          values={image}
          rows={SIDE}
          columns={SIDE}
          frame={isOne ? [row, column, 3, 3] : null}
        />
        <Plane
          name={`${words.map}, ${words.size(rows, columns)}`}
          values={layers[0].values}
          rows={rows}
          columns={columns}
          chosen={isOne ? place : undefined}
          onChoose={isOne ? setPlace : undefined}
          testid="kernel-map"
        />
      </div>
      <p class="hint">{messages.learn.signs}</p>
      {isOne && sum && (
        <>
          <table class={css.products} aria-label={words.products} data-testid="kernel-products">
            <tbody>
              {[0, 1, 2].map((line) => (
                <tr key={line}>
                  {terms.slice(3 * line, 3 * line + 3).map(({ weight, pixel }, i) => (
                    <td key={i}>
                      {short(pixel)} × {short(weight)}
                      <b>= {short(pixel * weight)}</b>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p role="status" data-testid="kernel-sum" data-value={sum.sum}>
            {words.sum(short(sum.sum))}
          </p>
        </>
      )}
    </>
  );
}

export const lesson: Lesson = {
  steps: words.steps,
  learned: words.learned,
  Playground: Kernel,
  pad: 'drawing',
};
