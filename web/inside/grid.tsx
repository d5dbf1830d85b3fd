import { useRef, useState } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Text } from '../ui/text';
import css from './grid.module.css';
import { canvasOf, mapsOf, tileOf, tilingOf } from './maps';
import { Sheet } from './sheet';
import type { InsideState } from './state';
import { channelName } from './words';

/** A map's longer side, and a unit's: large enough for a finger. */
const MAP = 84;
const MAP_ON_PHONE = 60;
const PHONE = 400;
const UNIT = 28;
/** More are shown when they are wanted, so many at a time. */
const MANY = { maps: 64, units: 160 };

interface Props {
  inside: InsideState;
  index: number;
  layer: LayerAbout;
  width: number;
  onChoose: (channel: number) => void;
}

/** All maps or units of a layer: each can be chosen. */
export function Grid({ inside, index, layer, width, onChoose }: Props) {
  const isMaps = layer.shape.length === 3;
  const maps = mapsOf(layer.shape);
  const step = isMaps ? MANY.maps : MANY.units;
  const [most, setMost] = useState(step);
  const list = useRef<HTMLDivElement>(null);
  const chosen = inside.map.value;
  const shown = Math.min(maps.channels, Math.max(most, chosen + 1));
  const tiling = tilingOf(
    { ...maps, channels: shown },
    { width, side: isMaps ? (width < PHONE ? MAP_ON_PHONE : MAP) : UNIT, gap: 4 },
  );
  const sheet = { ...tiling, channels: maps.channels };
  const { width: across, height } = canvasOf(sheet);
  const tile = tileOf(sheet);
  const { labels, layers } = inside.client.about.value!;

  const moves: Partial<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: tiling.columns,
    ArrowUp: -tiling.columns,
  };
  const move = (event: KeyboardEvent) => {
    const by = moves[event.key];
    const next = chosen + (by ?? 0);
    if (!by || next < 0 || next >= shown) return;
    event.preventDefault();
    onChoose(next);
    (list.current!.children[next] as HTMLElement).focus();
  };
  return (
    <>
      <div class={css.grid} style={{ width: `${across}px`, height: `${height}px` }}>
        <Sheet inside={inside} layer={index} tiling={sheet} />
        <div
          ref={list}
          class={css.buttons}
          role="toolbar"
          aria-label={messages.inside.mapsOf(layer.name)}
          onKeyDown={move}
          style={{
            '--columns': tiling.columns,
            '--width': `${tile.width - tiling.gap}px`,
            '--height': `${tile.height - tiling.gap}px`,
          }}
        >
          {Array.from({ length: shown }, (_, channel) => {
            const isOff = inside.isOff({ layer: index, channel });
            const name = channelName(layer, channel, index + 1 === layers.length ? labels : undefined);
            return (
              <button
                key={channel}
                type="button"
                class={css.map}
                data-testid={`map-${index}-${channel}`}
                data-off={isOff}
                aria-pressed={channel === chosen}
                aria-label={isOff ? messages.inside.isOff(name) : name}
                title={name}
                tabIndex={channel === chosen ? 0 : -1}
                onClick={() => onChoose(channel)}
              />
            );
          })}
        </div>
      </div>
      {shown < maps.channels && (
        <button type="button" class="button" data-testid="more-maps" onClick={() => setMost(shown + step)}>
          <Text>{messages.inside.more(maps.channels - shown)}</Text>
        </button>
      )}
    </>
  );
}
