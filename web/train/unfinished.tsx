import { useEffect } from 'preact/hooks';
import * as messages from '../app/messages';
import type { Unfinished } from '../workers/unfinished_runs';
import type { TrainingContext } from '../app/context';
import { fromAddress } from '../state/address';
import { asSentence, inWords } from '../ui/words';
import { download } from '../app/keep';
import { clock } from './clock';
import css from './unfinished.module.css';
import { Text } from '../ui/text';

/** Between two looks at what other tabs do. */
const LOOK_MS = 2000;

/** The runs that a reload or a crash has cut off, and those that other tabs are at. */
export function UnfinishedRuns({ app }: { app: TrainingContext }) {
  const { trainer, tab } = app;
  useEffect(() => {
    const look = () => {
      if (tab.value === 'train' && !document.hidden) trainer.unfinished.look().catch(() => {});
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {trainer.unfinished.runs.value.map((run) =>
        run.elsewhere ? <Elsewhere key={run.id} run={run} /> : <Cut key={run.id} app={app} run={run} />,
      )}
    </>
  );
}

function gist({ about: { experiment, latest } }: Unfinished): string {
  if (!latest) return `${experiment.title}.`;
  const { epoch, epochs, batch, batches } = latest;
  return messages.runs.gist(experiment.title, epoch, epochs, batch, batches);
}

function Elsewhere({ run }: { run: Unfinished }) {
  return (
    <section class={`card ${css.banner}`} data-testid="elsewhere" aria-label={messages.runs.elsewhere}>
      <p>
        <Text>{messages.runs.elsewhereSince(clock(run.about.begun), gist(run))}</Text>
      </p>
    </section>
  );
}

/** A run that nobody is at, and what can be done with it. */
function Cut({ app, run }: { app: TrainingContext; run: Unfinished }) {
  const { trainer } = app;
  const { experiment, begun } = run.about;
  const busy = trainer.isBusy;
  const resume = () => {
    app.settings.value = fromAddress(experiment.address);
    void trainer.resume(run);
  };
  const attempt = (work: Promise<void>) =>
    work.catch((error: unknown) => app.toast(asSentence(inWords(error))));
  const save = async () => {
    const file = await trainer.ask((service) => service.rescued(run.id));
    download(`${messages.runs.unfinishedFile(experiment.title, clock(begun))}.safetensors`, file);
  };
  return (
    <section class={`card ${css.banner}`} data-testid="unfinished" aria-label={messages.runs.unfinished}>
      <p>
        <Text>{messages.runs.unfinishedSince(clock(begun), gist(run))}</Text>
      </p>
      <div class="row">
        <button
          class="button main"
          type="button"
          data-testid="resume-run"
          disabled={busy}
          title={busy ? messages.runs.busy : undefined}
          onClick={resume}
        >
          {messages.runs.resume}
        </button>
        <button
          class="button"
          type="button"
          data-testid="discard-run"
          onClick={() => void attempt(trainer.unfinished.discard(run))}
        >
          {messages.runs.discard}
        </button>
        <button class="button" type="button" onClick={() => void attempt(save())}>
          {messages.runs.download}
        </button>
      </div>
    </section>
  );
}
