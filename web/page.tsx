import type { AppContext, Tab } from './app/context';
import { Footer } from './app/footer';
import * as messages from './app/messages';
import { FetchedPanel, type FetchPanel, Tabs } from './app/tabs';
import { ThemeButton } from './app/theme';
import { Toast } from './app/toast';
import { Draw } from './draw';
import type { DrawState } from './draw/state';
import { Guard } from './ui/guard';

/** The other tabs: a folder each. */
export const panels: Record<Exclude<Tab, 'draw'>, FetchPanel> = {
  train: () => import('./train'),
  evaluate: () => import('./evaluate'),
  drawings: () => import('./drawings'),
  models: () => import('./models'),
};

/** All of the page. The build renders it once, for the first paint; the program then takes over what it finds. */
export const Page = ({ app, draw }: { app: AppContext; draw: DrawState }) => (
  <>
    <header class="bar">
      <h1 class="wordmark">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 1.6c3.6 5 6.9 8.7 6.9 13a6.9 6.9 0 0 1-13.8 0c0-4.3 3.3-8 6.9-13Z" />
        </svg>
        Inkling
      </h1>
      <Tabs app={app} />
      <ThemeButton />
    </header>
    <Guard>
      <Draw app={app} draw={draw} />
    </Guard>
    {Object.entries(panels).map(([name, fetchPanel]) => (
      <FetchedPanel key={name} app={app} name={name as Tab} fetchPanel={fetchPanel} />
    ))}
    <Footer app={app} />
    <p class="unseen" id="announcer" role="status">
      {app.announcer.said}
    </p>
    <Toast toaster={app.toaster} />
    <noscript>
      <p class="noscript">{messages.page.noScript}</p>
    </noscript>
  </>
);
