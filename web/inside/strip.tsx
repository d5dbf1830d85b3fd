import { useEffect } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { Flow } from './flow';
import { Legend } from './legend';
import { Opening } from './opening';
import { insideOf, type InsideState } from './state';

interface Props {
  app: AppContext;
  inside: InsideState;
  isOpen: boolean;
}

export const openInside = insideOf;

/** All layers under the pad of the Draw tab; any of them opens on the Inside tab. */
export function Strip({ app, inside, isOpen }: Props) {
  const isShown = isOpen && app.tab.value === 'draw';
  useEffect(() => (isShown ? inside.follow() : undefined), [inside, isShown]);
  const open = (layer: number | null) => {
    inside.layer.value = layer;
    inside.place.value = null;
    app.tab.value = 'inside';
  };
  return (
    <Opening inside={inside}>
      <div class="row">
        <Legend inside={inside} />
        <button class="tool" type="button" data-testid="open-inside" onClick={() => open(null)}>
          {messages.inside.openTab}
        </button>
      </div>
      <Flow inside={inside} onOpen={open} />
    </Opening>
  );
}
