import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AppContext } from './context';
import * as messages from './messages';

/** The tour of the page, which is fetched for who takes it. */
export function Tour({ app }: { app: AppContext }) {
  const [fetched, setFetched] = useState<{ Stops: ComponentType<{ app: AppContext }> } | null>(null);
  const isOpen = app.tour.value === 'open';
  useEffect(() => {
    if (isOpen) import('./tour_stops').then(setFetched, () => (app.tour.value = null));
  }, [isOpen]);
  return isOpen && fetched && <fetched.Stops app={app} />;
}

/** Offers the tour to who is here for the first time. */
export const TourOffer = ({ app }: { app: AppContext }) =>
  app.tour.value === 'offered' && (
    <button class="offer" type="button" data-testid="tour-offer" onClick={() => (app.tour.value = 'open')}>
      {messages.tour.offer}
    </button>
  );
