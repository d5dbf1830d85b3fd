import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AppContext } from './context';
import * as messages from './messages';

/** Offers the tour to who is here for the first time, and fetches it for who takes it. */
export function Tour({ app }: { app: AppContext }) {
  const [fetched, setFetched] = useState<{ Stops: ComponentType<{ app: AppContext }> } | null>(null);
  const state = app.tour.value;
  useEffect(() => {
    if (state === 'open') import('./tour_stops').then(setFetched, () => (app.tour.value = null));
  }, [state]);
  if (state === 'open') return fetched && <fetched.Stops app={app} />;
  return (
    state && (
      <button class="offer" type="button" data-testid="tour-offer" onClick={() => (app.tour.value = 'open')}>
        {messages.tour.offer}
      </button>
    )
  );
}
