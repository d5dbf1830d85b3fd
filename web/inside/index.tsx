import { useEffect, useState } from 'preact/hooks';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { Guard } from '../ui/guard';
import { InsideState } from './state';

function InsidePanel({ app }: { app: TrainingContext }) {
  const [inside, setInside] = useState<InsideState | null>(null);
  useEffect(() => {
    void app.loadInside().then((client) => setInside(new InsideState(app, client)));
  }, []);
  const model = app.model.value;
  useEffect(() => {
    if (!inside) return;
    void inside.open(model.file);
    return inside.follow();
  }, [inside, model]);
  return (
    <section class="card" aria-label={messages.inside.title}>
      <h2>{messages.inside.title}</h2>
    </section>
  );
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <InsidePanel app={app} />
  </Guard>
);
