import { useEffect, useState } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import type { View } from '../workers/inside';
import { alone } from './figures';
import { mapsOf } from './maps';
import type { InsideState } from './state';
import { positionOf } from './window';
import { channelName } from './words';

/** So many maps are named. */
const MOST = 5;
/** Words follow once the hand rests. */
const PAUSE_MS = 500;

/** What a layer makes of the image, in sentences. */
export function summaryOf(layer: LayerAbout, values: Float32Array, labels?: readonly string[]): string[] {
  const { channels } = mapsOf(layer.shape);
  const maps = Array.from({ length: channels }, (_, channel) => ({ channel, most: 0, at: channel, sum: 0 }));
  values.forEach((value, i) => {
    const map = maps[i % channels];
    map.sum += Math.abs(value);
    if (Math.abs(value) > Math.abs(map.most)) [map.most, map.at] = [value, i];
  });
  const isMaps = layer.shape.length === 3;
  const zero = maps.filter(({ most }) => most === 0).length;
  const first = maps
    .filter(({ most }) => most !== 0)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST)
    .map(({ channel, most, at }) => {
      const { row, column } = positionOf(layer.shape, at);
      const name = channelName(layer, channel, labels);
      return isMaps
        ? messages.inside.mapInWords(name, alone(most), row + 1, column + 1)
        : messages.inside.isNumber(name, alone(most));
    });
  return [
    messages.inside.strongest(isMaps, first),
    ...(zero ? [messages.inside.allZero(isMaps, zero, channels)] : []),
  ];
}

interface Props {
  inside: InsideState;
  index: number;
  layer: LayerAbout;
}

/** The layer for who does not see it. */
export function InWords({ inside, index, layer }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details data-testid="in-words" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{messages.inside.inWords}</summary>
      {open && <Sentences inside={inside} index={index} layer={layer} />}
    </details>
  );
}

function Sentences({ inside, index, layer }: Props) {
  const [calm, setCalm] = useState<View | null>(inside.client.view.peek());
  const view = inside.client.view.value;
  useEffect(() => {
    const timer = setTimeout(() => setCalm(view), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [view]);
  const { layers, labels } = inside.client.about.value!;
  const values = calm?.activations.at(index);
  if (!values) return <p>{messages.inside.nothingDrawn}</p>;
  const isLast = index + 1 === layers.length;
  return (
    <>
      {summaryOf(layer, values, isLast ? labels : undefined).map((sentence) => (
        <p key={sentence}>
          <Text>{sentence}</Text>
        </p>
      ))}
    </>
  );
}
