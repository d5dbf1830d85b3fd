import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LayerAbout, Weight } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { scaleFor } from '../ui/scale';
import { theme } from '../ui/theme';
import { paletteOf } from './colours';
import { alone, decimalsFor } from './figures';
import { kernelOf } from './kernel';
import css from './kernels.module.css';
import { canvasOf, mapsOf, paint, tilingOf } from './maps';
import { Numbers } from './numbers';

interface Still {
  values: Float32Array;
  shape: readonly number[];
  width: number;
  side: number;
  label: string;
  scale?: number;
}

/** Maps that stay as they are: kernels, patches. */
export function Picture({ values, shape, width, side, label, scale = scaleFor(values) }: Still) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tiling = tilingOf(mapsOf(shape), { width, side, gap: 4 });
  const size = canvasOf(tiling);
  const mode = theme.value;
  useEffect(() => {
    const image = new ImageData(size.width, size.height);
    paint(new Uint32Array(image.data.buffer), tiling, values, scale, paletteOf(mode));
    canvas.current!.getContext('2d')!.putImageData(image, 0, 0);
  }, [values, scale, mode, size.width, size.height]);
  return <canvas ref={canvas} class={css.picture} {...size} role="img" aria-label={label} />;
}

interface Props {
  layer: LayerAbout;
  before: LayerAbout | undefined;
  weights: readonly Weight[];
  channel: number;
  width: number;
}

/** The kernels of a map: one for each of the maps that it is made of. */
export function Kernels({ layer, before, weights, channel, width }: Props) {
  const [open, setOpen] = useState(false);
  const kernel = useMemo(() => kernelOf(layer, before, weights, channel), [layer, before, weights, channel]);
  const single = weights.filter(({ shape }) => shape.length === 1);
  const isKernel = kernel?.shape.length === 3;
  const title =
    layer.class_name === 'Dense'
      ? messages.inside.weightsAsMaps
      : messages.inside.kernels(kernel?.shape[2] ?? 0);
  const decimals = kernel ? decimalsFor(kernel.values) : 0;
  return (
    <section class={css.kernels} data-testid="kernels">
      {kernel && isKernel && (
        <>
          <h4>{title}</h4>
          <Picture
            {...kernel}
            width={width}
            side={kernel.shape[2] === 1 ? 96 : Math.max(26, kernel.shape[0])}
            label={title}
          />
        </>
      )}
      {single.length > 0 && (
        <p class="hint">
          {single
            .map(({ name, values }) => messages.inside.isNumber(name, alone(values[channel])))
            .join(', ')}
        </p>
      )}
      {kernel && isKernel && kernel.shape[0] <= 7 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{messages.inside.kernelNumbers}</summary>
          {open && (
            <Numbers
              values={kernel.values}
              shape={kernel.shape}
              decimals={decimals}
              name={messages.inside.kernelFor}
            />
          )}
        </details>
      )}
    </section>
  );
}
