import { useEffect, useMemo } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { asSentence, sureness } from '../ui/words';
import { decimalsFor, figure } from './figures';
import css from './number.module.css';
import { Patches, Pooled } from './patches';
import { Seen } from './seen';
import type { InsideState } from './state';
import { type Part, type Parts, partsOf, patchesOf, type Shown } from './parts';
import { SumWatch } from './sums';
import { positionOf, windowOf } from './window';
import { channelName } from './words';

/** What speaks most for a number, and what most against it. */
const MOST = 8;

interface Props {
  inside: InsideState;
}

/** One number of a layer, and how it comes about. */
export function OneNumber({ inside }: Props) {
  const watch = useMemo(() => new SumWatch(inside), [inside]);
  useEffect(() => watch.open(), [watch]);
  const shown = watch.shown.value;
  const trouble = watch.trouble.value;
  if (trouble) return <p class="trouble">{asSentence(trouble)}</p>;
  if (!shown || inside.place.value?.layer !== shown.place.layer) return null;
  return <Details inside={inside} shown={shown} />;
}

/** Where a number stands, in words. */
export function whereOf(layer: LayerAbout, index: number): string {
  const { row, column, channel } = positionOf(layer.shape, index);
  return layer.shape.length === 3
    ? messages.inside.pixelOf(channel + 1, row + 1, column + 1)
    : channelName(layer, channel);
}

function Details({ inside, shown }: Props & { shown: Shown }) {
  const { place, layer, sum } = shown;
  const { layers, labels } = inside.client.about.value!;
  const before = place.layer ? layers[place.layer - 1] : undefined;
  const hasWindow = windowOf(layer) !== null;
  const isLargest = layer.class_name === 'MaxPooling2D';
  const patches = useMemo(() => (hasWindow ? patchesOf(shown) : []), [shown]);
  const field = inside.field.value;
  const { channel } = positionOf(layer.shape, place.index);
  const isOff = inside.isOff({ layer: place.layer, channel });
  const decimals = decimalsFor([sum.sum, sum.bias, ...sum.values.slice(0, 200)]);
  const isLast = place.layer + 1 === layers.length;
  const title =
    isLast && layer.shape.length === 1 ? channelName(layer, channel, labels) : whereOf(layer, place.index);
  return (
    <section
      class={css.number}
      data-testid="number"
      data-value={sum.value}
      data-sum={sum.sum}
      data-bias={sum.bias}
      data-index={place.index}
      aria-label={messages.inside.number}
    >
      <h4>
        <Text>{title}</Text>
        <strong class={css.value}>
          <Text>{figure(sum.value, decimals)}</Text>
        </strong>
      </h4>
      {field && (
        <p class="hint" data-testid="field">
          <Text>
            {messages.inside.field(field.top + 1, field.bottom + 1, field.left + 1, field.right + 1)}
          </Text>
        </p>
      )}
      <div class={css.seen}>
        <Seen inside={inside} again />
      </div>
      {isLargest ? (
        <Pooled patch={patches[0]} columns={windowOf(layer)!.size[1]} decimals={decimals} />
      ) : hasWindow ? (
        <Patches patches={patches} layer={layer} decimals={decimals} />
      ) : (
        <Terms shown={shown} before={before} decimals={decimals} />
      )}
      <p class={css.sum}>
        <Text>{ending(shown, isOff, decimals)}</Text>
      </p>
    </section>
  );
}

/** '+ bias 0.02 = 1.27; ReLU: 1.27', after what was added up. */
function ending({ layer, sum }: Shown, isOff: boolean, decimals: number): string {
  const { bias, activation, value } = sum;
  const isMixed = activation === 'softmax';
  const total = figure(sum.sum, decimals);
  const isLargest = layer.class_name === 'MaxPooling2D';
  const words = isLargest
    ? []
    : [bias ? messages.inside.plusBias(figure(bias, decimals), total) : messages.inside.equals(total)];
  if (isMixed) words.push(messages.inside.softmax(sureness(value)));
  else if (activation !== 'linear')
    words.push(
      messages.inside.activated(
        messages.inside.activations[activation] ?? activation,
        figure(value, decimals),
      ),
    );
  if (layer.class_name === 'BatchNormalization') words.push(messages.inside.normalised);
  if (isOff) words.push(isMixed ? messages.inside.offSoZeroInside : messages.inside.offSoZero);
  return words.join(' ');
}

/** Of anything but windows: the inputs, those that count most. */
function Terms({
  shown,
  before,
  decimals,
}: {
  shown: Shown;
  before: LayerAbout | undefined;
  decimals: number;
}) {
  const { layer, sum } = shown;
  const parts = useMemo(() => partsOf(sum, MOST), [shown]);
  const nameOf = (index: number) => {
    const from = before ?? layer;
    // What was laid in a row is known by where it stood before.
    const shape = from.class_name === 'Flatten' ? from.input_shape : layer.input_shape;
    return shape.length === 3
      ? whereOf({ ...from, shape }, index)
      : messages.inside.unit(positionOf(shape, index).channel + 1);
  };
  const [only] = parts.above.concat(parts.below);
  if (sum.inputs.length <= 1)
    return (
      <p class={css.sum}>
        {only ? (
          <span data-testid="term" data-value={only.product}>
            <Text>{messages.inside.times(figure(only.value, decimals), figure(only.weight, decimals))}</Text>
          </span>
        ) : (
          <Text>{messages.inside.nothing}</Text>
        )}
      </p>
    );
  return <ForAndAgainst parts={parts} nameOf={nameOf} decimals={decimals} />;
}

function ForAndAgainst(props: { parts: Parts; nameOf: (index: number) => string; decimals: number }) {
  const { parts, nameOf, decimals } = props;
  const most = Math.max(...[...parts.above, ...parts.below].map(({ product }) => Math.abs(product)));
  const side = (title: string, list: Part[]) =>
    list.length > 0 && (
      <div class={css.scroll} tabIndex={0} role="group" aria-label={title}>
        <table class={css.terms}>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{messages.inside.input}</th>
              <th scope="col">{messages.inside.valueTimesWeight}</th>
              <th scope="col">{messages.inside.product}</th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ index, value, weight, product }) => (
              <tr key={index} data-testid="term" data-value={product}>
                <th scope="row">{nameOf(index)}</th>
                <td>{messages.inside.times(figure(value, decimals), figure(weight, decimals))}</td>
                <td class={css.product}>
                  <span
                    class={css.bar}
                    data-below={product < 0}
                    style={{ width: `${((3 * Math.abs(product)) / most).toFixed(2)}rem` }}
                  />
                  {figure(product, decimals)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  return (
    <>
      <div class={css.sides}>
        {side(messages.inside.speakFor, parts.above)}
        {side(messages.inside.speakAgainst, parts.below)}
      </div>
      {parts.others.count > 0 && (
        <p class={css.sum} data-testid="term" data-value={parts.others.total}>
          <Text>{messages.inside.others(parts.others.count, figure(parts.others.total, decimals))}</Text>
        </p>
      )}
    </>
  );
}
