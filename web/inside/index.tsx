import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { Guard } from '../ui/guard';
import { tryAgain, whyMissing } from '../workers/load_failure';
import { BreakIt } from './break_it';
import { Drawing } from './drawing';
import { Flow } from './flow';
import css from './index.module.css';
import { Learning } from './learning';
import { Legend } from './legend';
import { insideOf, type InsideState } from './state';
import { Opening } from './opening';
import { Why } from './why';

function InsidePanel({ app }: { app: TrainingContext }) {
  const [inside, setInside] = useState<InsideState | null>(null);
  const [trouble, setTrouble] = useState('');
  const load = () => {
    setTrouble('');
    insideOf(app).then(setInside, async () => setTrouble(await whyMissing()));
  };
  useEffect(load, []);
  const isShown = app.tab.value === 'inside';
  useLayoutEffect(() => (isShown ? inside?.follow() : undefined), [inside, isShown]);
  if (!inside)
    return (
      <section class="card">
        <p role={trouble ? 'alert' : 'status'}>{trouble || messages.inside.opening}</p>
        {trouble && (
          <button class="button" type="button" onClick={() => tryAgain(load)}>
            {messages.common.tryAgain}
          </button>
        )}
      </section>
    );
  return (
    <div class={css.inside}>
      <div class={css.drawing}>
        <Drawing app={app} inside={inside} />
      </div>
      <div>
        <section class="card" aria-label={messages.inside.title}>
          <h2>{messages.inside.title}</h2>
          <p class="hint">{messages.inside.help}</p>
          <Opening inside={inside}>
            <Legend inside={inside} />
            <Flow inside={inside} />
          </Opening>
        </section>
        <Why app={app} inside={inside} />
        <BreakIt app={app} inside={inside} />
        <Learning app={app} inside={inside} />
      </div>
    </div>
  );
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <InsidePanel app={app} />
  </Guard>
);
