import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { LayerAbout, Weight } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Grid } from './grid';
import { InWords } from './in_words';
import { Kernels } from './kernels';
import css from './layer.module.css';
import { Legend } from './legend';
import { mapsOf, strongest } from './maps';
import { OneNumber } from './number';
import { OneMap } from './one_map';
import type { InsideState } from './state';
import { indexOf, positionOf } from './window';
import { channelName, kindInWords, settingsInWords } from './words';

/** Beside the map there is room for its kernels from here on. */
const WIDE = 620;
const MAP = 300;
const GAP = 24;

interface Props {
  inside: InsideState;
  index: number;
  layer: LayerAbout;
  width: number;
  onClose: () => void;
}

/** The weights of a layer, those of now where it learns. */
function useWeights({ client }: InsideState, index: number): readonly Weight[] {
  const [weights, setWeights] = useState<readonly Weight[]>([]);
  const about = client.about.value;
  useEffect(() => {
    let isWanted = true;
    client
      .ask((service) => service.weights(index))
      // What the engine refuses is said where the network is opened.
      .then(
        (all) => isWanted && setWeights(all),
        () => {},
      );
    return () => {
      isWanted = false;
    };
  }, [about, index]);
  return weights;
}

/** One layer: all its maps, one of them large, and how one number of that comes about. */
export function OpenLayer({ inside, index, layer, width: whole, onClose }: Props) {
  const width = whole - 12;
  const weights = useWeights(inside, index);
  const isMaps = layer.shape.length === 3;
  const { layers, labels } = inside.client.about.value!;
  const map = inside.map.value;
  const isLast = index + 1 === layers.length;
  const off = inside.isOff({ layer: index, channel: map });

  const choose = (channel: number) => {
    inside.map.value = channel;
    const place = inside.place.peek();
    if (!isMaps) inside.place.value = { layer: index, index: channel };
    else if (place)
      inside.place.value = {
        layer: index,
        index: indexOf(layer.shape, { ...positionOf(layer.shape, place.index), channel }),
      };
  };
  // Before it is seen: whoever goes on by keys sets out from there.
  useLayoutEffect(() => {
    const view = inside.client.view.peek();
    choose(view ? strongest(view.activations[index], mapsOf(layer.shape).channels) : 0);
  }, [index]);
  const isWide = width >= WIDE;
  const name = channelName(layer, map, isLast ? labels : undefined);
  return (
    <section
      class={css.layer}
      aria-label={messages.inside.openLayer(layer.name)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <p>{kindInWords(layer)}</p>
      <p class="hint">{settingsInWords(layer)}</p>
      <Legend inside={inside} layer={index} />
      <Grid inside={inside} index={index} layer={layer} width={width} onChoose={choose} />
      <div class={css.chosen}>
        <h3>{name}</h3>
        <label class={css.off}>
          <input
            type="checkbox"
            role="switch"
            data-testid="switch-off"
            checked={off}
            onChange={() => inside.toggle({ layer: index, channel: map })}
          />
          {messages.inside.switchOff}
        </label>
        {off && <span class={css.is}>{messages.inside.givesZeros}</span>}
      </div>
      <div class={css.map} data-wide={isWide}>
        {isMaps && (
          <OneMap
            inside={inside}
            announce={inside.announce}
            index={index}
            layer={layer}
            width={Math.min(MAP, width)}
          />
        )}
        <Kernels
          layer={layer}
          before={index ? layers[index - 1] : undefined}
          weights={weights}
          channel={map}
          width={isMaps && isWide ? width - MAP - GAP : width}
        />
      </div>
      {isMaps && !inside.place.value && <p class="hint">{messages.inside.point}</p>}
      <OneNumber inside={inside} />
      <InWords inside={inside} index={index} layer={layer} />
    </section>
  );
}
