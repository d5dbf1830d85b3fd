import * as messages from '../app/messages';
import { Guard } from '../ui/guard';

export const Panel = () => (
  <Guard>
    <section class="card" aria-label={messages.learn.title}>
      <h2>{messages.learn.title}</h2>
    </section>
  </Guard>
);
