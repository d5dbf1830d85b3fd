import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { type Tab, tabs } from '../app/tab';
import { asSentence, inWords } from '../ui/words';
import { Text } from '../ui/text';
import css from './next.module.css';

interface Props {
  app: TrainingContext;
  /** Shows the run in the charts, beside the next. */
  onCompare?: () => void;
}

/** The tab that shows a network from within, where there is one. */
const inside = (tabs as readonly string[]).includes('inside') ? ('inside' as Tab) : null;

/** What can be done with the network that a run has ended with. */
export function Next({ app, onCompare }: Props) {
  const { trainer } = app;
  const file = trainer.weights.value;
  const experiment = trainer.experiment.value;
  if (!file || !experiment) return null;
  const use = async (tab: Tab) => {
    try {
      await app.use({ id: `trained-${trainer.id}`, name: experiment.title, file: file.slice() });
      app.tab.value = tab;
    } catch (error) {
      app.toast(asSentence(inWords(error)));
    }
  };
  const evaluate = () => {
    app.toEvaluate.value = experiment.dataset;
    app.tab.value = 'evaluate';
  };
  const button = (testid: string, words: string, onUse: () => void) => (
    <button class="button" type="button" data-testid={testid} onClick={onUse}>
      <Text>{words}</Text>
    </button>
  );
  return (
    <div class={`row ${css.next}`} role="group" aria-label={messages.run.next}>
      {button('next-draw', messages.run.draw, () => void use('draw'))}
      {button('next-mistakes', messages.run.mistakes, evaluate)}
      {onCompare && button('next-compare', messages.run.compare, onCompare)}
      {inside && button('next-inside', messages.run.lookInside, () => void use(inside))}
    </div>
  );
}
