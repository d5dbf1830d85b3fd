import * as messages from '../../app/messages';
import type { BenchmarkFigures, LayerFigures } from '../../../wasm/library/index';
import figures from '../../ui/figures.module.css';
import css from './figures.module.css';

export interface Measured {
  network: string;
  batch_size: number;
  variant: string;
  threads: number;
  figures: BenchmarkFigures;
}

const rounded = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 3 });
const whole = (value: number) => Math.round(value).toLocaleString('en');
/** A multiply-add is two operations. */
const gflops = (multiply_adds: number, images: number, seconds: number) =>
  (2 * multiply_adds * images) / seconds / 1e9;

/** What was measured: of the whole, then layer by layer. */
export function Figures({ measured }: { measured: Measured }) {
  const columns = messages.speed.columns;
  const { network, batch_size, variant, threads } = measured;
  const { training, reading, layers } = measured.figures;
  const all = layers.reduce((sum, layer) => sum + layer.multiply_adds + layer.backward_multiply_adds, 0);
  const inLayers = layers.reduce((sum, layer) => sum + layer.forward_seconds + layer.backward_seconds, 0);
  const rest = Math.max(0, 1 - inLayers / training.seconds);
  const batches = training.images / batch_size;
  return (
    <div data-testid="speed">
      <dl class={figures.meters}>
        <div>
          <dt>{messages.speed.training}</dt>
          <dd data-testid="speed-training" data-value={training.images / training.seconds}>
            {whole(training.images / training.seconds)}
          </dd>
        </div>
        <div>
          <dt>{messages.speed.reading}</dt>
          <dd data-testid="speed-reading" data-value={reading.images / reading.seconds}>
            {whole(reading.images / reading.seconds)}
          </dd>
        </div>
        <div>
          <dt>{messages.speed.operations}</dt>
          <dd>{rounded(gflops(all, training.images, training.seconds))}</dd>
        </div>
        <div>
          <dt>{messages.speed.build}</dt>
          <dd>
            {variant} <small>{messages.speed.threads(threads)}</small>
          </dd>
        </div>
      </dl>
      <div class={figures.scroll} tabIndex={0} role="region" aria-label={messages.speed.layers}>
        <table class={css.speed}>
          <caption>
            {messages.speed.caption(network, rounded((1000 * training.seconds) / batches), whole(batch_size))}
          </caption>
          <thead>
            <tr>
              <th scope="col">{columns.layer}</th>
              <th scope="col">{columns.forward}</th>
              <th scope="col">{columns.operations}</th>
              <th scope="col">{columns.backward}</th>
              <th scope="col">{columns.operations}</th>
              <th scope="col">{columns.share}</th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <LayerRow key={layer.layer} layer={layer} training={training} batches={batches} />
            ))}
            <tr>
              <Name name={messages.speed.rest} share={rest} />
              <td colSpan={4} />
              <Share share={rest} />
            </tr>
          </tbody>
        </table>
      </div>
      <p class={`hint ${css.note}`}>{messages.speed.note}</p>
    </div>
  );
}

interface RowProps {
  layer: LayerFigures;
  training: BenchmarkFigures['training'];
  batches: number;
}

function LayerRow({ layer, training: { images, seconds }, batches }: RowProps) {
  const { forward_seconds, backward_seconds } = layer;
  const share = (forward_seconds + backward_seconds) / seconds;
  const pass = (own_seconds: number, multiply_adds: number) => (
    <>
      <td>{own_seconds > 0 && rounded((1000 * own_seconds) / batches)}</td>
      <td>{multiply_adds > 0 && own_seconds > 0 && rounded(gflops(multiply_adds, images, own_seconds))}</td>
    </>
  );
  if (layer.step !== layer.layer)
    return (
      <tr>
        <Name name={layer.layer} share={0} />
        <td colSpan={5}>{messages.speed.within(layer.step)}</td>
      </tr>
    );
  return (
    <tr>
      <Name name={layer.layer} share={share} />
      {pass(forward_seconds, layer.multiply_adds)}
      {pass(backward_seconds, layer.backward_multiply_adds)}
      <Share share={share} />
    </tr>
  );
}

const Name = ({ name, share }: { name: string; share: number }) => (
  <th scope="row">
    {name}
    <span class={css.share} style={{ width: `${100 * share}%` }} />
  </th>
);

const Share = ({ share }: { share: number }) => <td>{Math.round(100 * share)} %</td>;
