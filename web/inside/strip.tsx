import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { whyMissing } from '../workers/load_failure';
import { Flow } from './flow';
import { Legend } from './legend';
import { Opening } from './opening';
import { insideOf, type InsideState } from './state';

interface Props {
  app: AppContext;
  isOpen: boolean;
}

/** All layers under the pad of the Draw tab; any of them opens on the Inside tab. */
export function Strip({ app, isOpen }: Props) {
  const [inside, setInside] = useState<InsideState | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (isOpen && !inside) insideOf(app).then(setInside, async () => setTrouble(await whyMissing()));
  }, [isOpen]);
  const isShown = isOpen && app.tab.value === 'draw';
  useLayoutEffect(() => (isShown ? inside?.follow() : undefined), [inside, isShown]);
  if (!inside) return <p role="status">{trouble || messages.inside.opening}</p>;
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
