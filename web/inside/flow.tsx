import { useRef, useState } from 'preact/hooks';
import type { LayerAbout } from '../../wasm/library/index';
import * as messages from '../app/messages';
import { Bars } from './bars';
import css from './flow.module.css';
import { cellsOf, mapsOf, type Tiling, tilingOf } from './maps';
import { OpenLayer } from './layer';
import { Sheet, useWidth } from './sheet';
import type { InsideState } from './state';
import { kindInWords, shapeInWords } from './words';

/** From here on names stand beside the maps. */
const WIDE = 640;
/** Room for the names there, and for how many maps are not shown. */
const NAMES = 184;
const MORE = 72;
/** A map's longer side, and the height of cells. */
const SIDE = 56;

interface Props {
  inside: InsideState;
  /** What opening a layer does, where it does not unfold here. */
  onOpen?: (layer: number) => void;
}

/** The image flows through every layer: each shows what it makes of it. */
export function Flow({ inside, onOpen }: Props) {
  const [list, width] = useWidth<HTMLOListElement>();
  const layers = inside.client.about.value?.layers ?? [];
  return (
    <ol ref={list} class={css.flow} aria-label={messages.inside.layers}>
      {width > 0 &&
        layers.map((layer, i) => (
          <Row
            key={`${i} ${layer.name}`}
            inside={inside}
            index={i}
            layer={layer}
            width={width}
            onOpen={onOpen}
          />
        ))}
    </ol>
  );
}

interface RowProps extends Props {
  index: number;
  layer: LayerAbout;
  width: number;
}

/** What fits in a row of the overview, and how many maps do not. */
function tilingFor(layer: LayerAbout, width: number, rows: number): { tiling: Tiling; more: number } {
  const maps = mapsOf(layer.shape);
  if (layer.shape.length !== 3) return { tiling: cellsOf(maps.channels, width, SIDE), more: 0 };
  const room = { width, side: SIDE, rows };
  const all = tilingOf(maps, room);
  if (all.count === maps.channels || rows > 1) return { tiling: all, more: maps.channels - all.count };
  const tiling = tilingOf(maps, { ...room, width: width - MORE });
  return { tiling, more: maps.channels - tiling.count };
}

function Row({ inside, index, layer, width, onOpen }: RowProps) {
  const [unfolded, setUnfolded] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isWide = width >= WIDE;
  const isOpen = !onOpen && inside.layer.value === index;
  const { labels = [], layers } = inside.client.about.value ?? {};
  const isAnswer =
    index + 1 === layers?.length && layer.activation !== 'linear' && labels.length === layer.shape[0];
  const off = inside.client.off.value.filter((each) => each.layer === index).length;
  const room = isWide ? width - NAMES : width;
  const { tiling, more } = tilingFor(layer, room, unfolded ? Infinity : isWide ? 1 : 2);
  const close = () => {
    inside.layer.value = inside.place.value = null;
    button.current?.focus();
  };
  const open = () => {
    if (onOpen) return onOpen(index);
    if (isOpen) return close();
    inside.place.value = null;
    inside.layer.value = index;
  };
  return (
    <li class={css.row} data-open={isOpen}>
      <button
        ref={button}
        type="button"
        class={css.layer}
        data-testid={`layer-${index}`}
        data-wide={isWide}
        aria-expanded={onOpen ? undefined : isOpen}
        title={kindInWords(layer)}
        onClick={open}
      >
        <span class={css.names}>
          <span class={css.name}>{layer.class_name}</span>
          <span class="unseen">{layer.name}</span>
          <span class={css.words}>
            {shapeInWords(layer).map((part) => (
              <span key={part}>{part}</span>
            ))}
          </span>
          {off > 0 && <span class={css.off}>{messages.inside.switchedOff(off)}</span>}
        </span>
        {!isOpen &&
          (isAnswer ? (
            <Bars inside={inside} layer={index} labels={labels} />
          ) : (
            <Sheet inside={inside} layer={index} tiling={tiling} />
          ))}
      </button>
      {!isOpen && (more > 0 || unfolded) && (
        <button
          type="button"
          class={css.more}
          data-testid={`more-${index}`}
          data-wide={isWide && !unfolded}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? messages.inside.fewer : messages.inside.more(more)}
          <span class="unseen">{messages.inside.mapsOf(layer.name)}</span>
        </button>
      )}
      {isOpen && <OpenLayer inside={inside} index={index} layer={layer} width={width} onClose={close} />}
    </li>
  );
}
