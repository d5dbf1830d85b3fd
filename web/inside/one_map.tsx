import { useEffect, useRef } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { alone } from './figures';
import css from './one_map.module.css';
import { mapsOf, tilingOf } from './maps';
import { Sheet } from './sheet';
import type { InsideState } from './state';
import { indexOf, positionOf } from './window';

/** Of the map that is looked at. */
const SIDE = 300;

const STEPS: Partial<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface Props {
  inside: InsideState;
  announce: (words: string) => void;
  index: number;
  layer: LayerAbout;
  width: number;
}

/** One map, large: a number of it is looked at with whatever points at it. */
export function OneMap({ inside, announce, index, layer, width }: Props) {
  const channel = inside.map.value;
  const maps = mapsOf(layer.shape);
  const tiling = {
    ...tilingOf({ ...maps, channels: 1 }, { width, side: SIDE }),
    channels: maps.channels,
    first: channel,
  };
  const area = useRef<HTMLDivElement>(null);
  /** What is looked at again once nothing points anywhere. */
  const kept = useRef<number | null>(null);
  const place = inside.place.value;
  const at = place?.layer === index ? positionOf(layer.shape, place.index) : null;

  useEffect(() => {
    if (inside.place.peek() === null) kept.current = null;
    else if (inside.place.peek()!.layer === index && kept.current !== null)
      kept.current = inside.place.peek()!.index;
  }, [channel]);

  const look = (target: number | null, keep: boolean) => {
    if (keep) kept.current = target;
    if (target === (inside.place.peek()?.index ?? null)) return;
    inside.place.value = target === null ? null : { layer: index, index: target };
  };
  const under = (event: PointerEvent): number => {
    const box = area.current!.getBoundingClientRect();
    const within = (share: number, size: number) => Math.max(0, Math.min(size - 1, Math.floor(share * size)));
    const row = within((event.clientY - box.top) / box.height, maps.height);
    const column = within((event.clientX - box.left) / box.width, maps.width);
    return indexOf(layer.shape, { row, column, channel });
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step) {
      const from = at ?? { row: maps.height >> 1, column: maps.width >> 1, channel };
      const row = Math.max(0, Math.min(maps.height - 1, from.row + (at ? step[0] : 0)));
      const column = Math.max(0, Math.min(maps.width - 1, from.column + (at ? step[1] : 0)));
      const target = indexOf(layer.shape, { row, column, channel });
      look(target, true);
      const value = inside.client.view.peek()?.activations[index][target];
      announce(messages.inside.pixel(row + 1, column + 1, value === undefined ? '' : alone(value)));
    } else if (event.key === 'Enter' || event.key === ' ') {
      kept.current = place?.index ?? null;
    } else if (event.key === 'Escape' && place) {
      look(null, true);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const cell = tiling.scale;
  return (
    <div
      ref={area}
      class={css.map}
      data-testid="map"
      data-off={inside.isOff({ layer: index, channel })}
      role="application"
      tabIndex={0}
      aria-label={messages.inside.pixelsOf(channel + 1)}
      aria-describedby="inside-pixels-help"
      style={{ width: `${cell * maps.width}px`, height: `${cell * maps.height}px` }}
      onKeyDown={press}
      onPointerDown={(event) => look(under(event), true)}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') look(under(event), event.buttons === 1);
        else if (event.buttons) look(under(event), true);
      }}
      onPointerLeave={(event) => event.pointerType === 'mouse' && look(kept.current, false)}
    >
      <Sheet inside={inside} layer={index} tiling={tiling} />
      {at && at.channel === channel && (
        <span
          class={css.cursor}
          data-testid="cursor"
          style={{
            left: `${cell * at.column}px`,
            top: `${cell * at.row}px`,
            width: `${cell}px`,
            height: `${cell}px`,
          }}
        />
      )}
      <span class="unseen" id="inside-pixels-help">
        {messages.inside.pixelsHelp}
      </span>
    </div>
  );
}
