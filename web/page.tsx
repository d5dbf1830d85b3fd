import type { AppContext } from './app/context';
import { Footer } from './app/footer';
import { LookInside } from './app/look_inside';
import * as messages from './app/messages';
import { FetchedPanel, type FetchPanel } from './app/panel';
import { tabs } from './app/tab';
import { Tabs } from './app/tabs';
import { ThemeButton } from './app/theme';
import { Toast } from './app/toast';
import { Draw } from './draw';
import type { DrawState } from './draw/state';
import { Guard } from './ui/guard';

const folders = import.meta.glob<Awaited<ReturnType<FetchPanel>>>(['./*/index.tsx', '!./draw/index.tsx']);

/** What shows each tab but the first, which is there from the start. */
export const panels = tabs.slice(1).map((name) => ({ name, fetchPanel: folders[`./${name}/index.tsx`] }));

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
      <Draw app={app} draw={draw}>
        <LookInside app={app} fetchStrip={() => import('./inside/strip')} />
      </Draw>
    </Guard>
    {panels.map((panel) => (
      <FetchedPanel key={panel.name} app={app} {...panel} />
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
