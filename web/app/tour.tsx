import { render, type VNode } from 'preact';
import { recall, remember } from '../state/memory';
import type { AppContext } from './context';
import * as messages from './messages';
import { Stops } from './tour_stops';
import css from './tour.module.css';

/** Shows it in an element of its own, at the end of another one; the way out takes it away. */
function show(parent: HTMLElement, className: string, view: (leave: () => void) => VNode): void {
  const own = parent.appendChild(document.createElement('div'));
  own.className = className;
  const leave = () => {
    render(null, own);
    own.remove();
  };
  render(view(leave), own);
}

let isUnderWay = false;

/** The page does without it until it is wanted: it is no part of what is rendered first. */
export function startTour(app: AppContext): void {
  if (isUnderWay) return;
  isUnderWay = true;
  show(document.body, css.whole, (leave) => {
    const end = () => {
      leave();
      isUnderWay = false;
    };
    return <Stops app={app} onEnd={end} />;
  });
}

/** Offers the tour to who is here for the first time. */
export function offerTour(app: AppContext): void {
  if (recall('tour')) return;
  remember('tour', 'offered');
  show(document.getElementById('answer')!, css.offered, (leave) => {
    const start = () => {
      leave();
      startTour(app);
    };
    return (
      <button type="button" data-testid="tour-offer" onClick={start}>
        {messages.tour.offer}
      </button>
    );
  });
}
