import { render } from 'preact-render-to-string';
import { AppContext } from './app/context';
import { DrawState } from './draw/state';
import { Page } from './page';

/** The page before any program has run, for web/index.html. */
export function prerender(): string {
  const app = new AppContext({ base: '', variant: 'auto' });
  return render(<Page app={app} draw={new DrawState(app)} />);
}
