import { useState } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import { scaleFor } from '../ui/scale';
import { theme } from '../ui/theme';
import { colourOf, css as inCss, isLight } from './colours';
import { figure } from './figures';
import { Numbers } from './numbers';
import css from './patches.module.css';
import type { Patch } from './parts';
import { windowOf } from './window';

/** A window of so many numbers has them written in it. */
const WRITTEN = 25;
/** At first so many maps are told apart. */
const MOST = 6;

interface GridProps {
  values: Float32Array;
  columns: number;
  scale: number;
  decimals: number;
  label: string;
  /** Which of them is marked. */
  won?: number;
  small?: boolean;
  /** What is done with the one before it. */
  sign?: string;
  /** Whether the label is shown too. */
  caption?: boolean;
}

/** A patch of numbers, each on its colour. */
function Cells({
  values,
  columns,
  scale,
  decimals,
  label,
  won,
  small = false,
  sign,
  caption = true,
}: GridProps) {
  const isWritten = !small && values.length <= WRITTEN;
  const mode = theme.value;
  return (
    <figure class={css.patch}>
      {sign && <span class={css.sign}>{sign}</span>}
      <div
        class={css.cells}
        data-small={!isWritten}
        role="img"
        aria-label={label}
        style={{ '--columns': columns }}
      >
        {Array.from(values, (value, i) => {
          const colour = colourOf(mode, Number.isNaN(value) ? 0 : value / scale);
          const style = { background: inCss(colour), color: isLight(colour) ? '#000' : '#fff' };
          return (
            <span
              key={i}
              class={css.cell}
              data-beyond={Number.isNaN(value)}
              data-won={i === won}
              style={style}
            >
              {isWritten && !Number.isNaN(value) ? figure(value, decimals) : ''}
            </span>
          );
        })}
      </div>
      {caption && <figcaption>{label}</figcaption>}
    </figure>
  );
}

interface Props {
  patches: Patch[];
  layer: LayerAbout;
  decimals: number;
}

/** Patch times kernel, for each map that the layer is given: what counts most comes first. */
export function Patches({ patches, layer, decimals }: Props) {
  const [most, setMost] = useState(MOST);
  const [open, setOpen] = useState(false);
  const { size } = windowOf(layer)!;
  const columns = size[1];
  const shown = patches.slice(0, most);
  const rest = patches.slice(most);
  const single = patches.length === 1;
  const scales = (['values', 'weights', 'products'] as const).map((key) =>
    scaleFor(
      Float32Array.from(patches.flatMap((patch) => [...patch[key]].filter((value) => value === value))),
    ),
  );
  const total = (list: Patch[]) => list.reduce((sum, each) => sum + each.total, 0);
  return (
    <>
      {shown.map((patch, i) => (
        <div key={patch.channel} class={css.line} data-testid="patch">
          {!single && (
            <p class={css.from}>
              <Text>{messages.inside.map(patch.channel + 1)}</Text>
            </p>
          )}
          <Cells
            values={patch.values}
            columns={columns}
            scale={scales[0]}
            decimals={decimals}
            label={messages.inside.patch}
            small={!single}
            caption={i === 0}
          />
          <Cells
            sign="×"
            values={patch.weights}
            columns={columns}
            scale={scales[1]}
            decimals={decimals}
            label={messages.inside.kernel}
            small={!single}
            caption={i === 0}
          />
          <Cells
            sign="="
            values={patch.products}
            columns={columns}
            scale={scales[2]}
            decimals={decimals}
            label={messages.inside.products}
            small={!single}
            caption={i === 0}
          />
          {single ? (
            patchTerms(patch, decimals)
          ) : (
            <p class={css.total} data-testid="term" data-value={patch.total}>
              <Text>{messages.inside.addUpTo(figure(patch.total, decimals))}</Text>
            </p>
          )}
        </div>
      ))}
      {rest.length > 0 && (
        <p class={css.rest} data-testid="term" data-value={total(rest)}>
          <Text>{messages.inside.otherMaps(rest.length, figure(total(rest), decimals))}</Text>{' '}
          <button
            type="button"
            class={css.unfold}
            data-testid="more-patches"
            onClick={() => setMost(4 * most)}
          >
            {messages.inside.showMore}
          </button>
        </p>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{messages.inside.asTables}</summary>
        {open &&
          shown.map(({ channel, values, weights, products }) => (
            <div key={channel} class={css.tables}>
              {!single && <h5>{messages.inside.map(channel + 1)}</h5>}
              {[
                { values, name: messages.inside.patch },
                { values: weights, name: messages.inside.kernel },
                { values: products, name: messages.inside.products },
              ].map((each) => (
                <Numbers
                  key={each.name}
                  values={each.values}
                  shape={[size[0], size[1], 1]}
                  decimals={decimals}
                  name={() => each.name}
                />
              ))}
            </div>
          ))}
      </details>
    </>
  );
}

/** All products of one patch; those of nothing are not written out. */
function patchTerms({ values, weights, products }: Patch, decimals: number) {
  const counted = Array.from(products, (product, i) => ({
    product,
    value: values[i],
    weight: weights[i],
  })).filter(({ product }) => product !== 0);
  const zeros = products.length - counted.length;
  return (
    <p class={css.terms}>
      {counted.map(({ product, value, weight }, i) => (
        <span key={i} data-testid="term" data-value={product}>
          <Text>
            {(i ? '+ ' : '') + messages.inside.times(figure(value, decimals), figure(weight, decimals))}
          </Text>
        </span>
      ))}
      {zeros > 0 && <Text>{messages.inside.zeros(zeros, counted.length > 0)}</Text>}
    </p>
  );
}

interface PooledProps {
  patch: Patch;
  columns: number;
  decimals: number;
}

/** Of a window, which pixel won. */
export function Pooled({ patch, columns, decimals }: PooledProps) {
  const won = patch.weights.findIndex((weight) => weight > 0);
  return (
    <div class={css.line} data-testid="patch">
      <Cells
        values={patch.values}
        columns={columns}
        scale={scaleFor(patch.values.filter((value) => value === value))}
        decimals={decimals}
        label={messages.inside.patch}
        won={won}
      />
      <p class={css.total} data-testid="term" data-value={patch.total}>
        <Text>
          {won < 0
            ? messages.inside.nothing
            : messages.inside.largest(
                figure(patch.values[won], decimals),
                Math.floor(won / columns) + 1,
                (won % columns) + 1,
              )}
        </Text>
      </p>
    </div>
  );
}
