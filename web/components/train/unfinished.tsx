import type { Unfinished } from '../../engine/workshop';
import type { Desk } from '../../state/desk';
import { fromAddress } from '../../state/settings';
import { download, keepModel } from '../models/keep';
import { clock } from './clock';
import css from './unfinished.module.css';

const nameOf = ({ about }: Unfinished) => `${about.experiment.title}, unfinished from ${clock(about.begun)}`;

const rescued = (desk: Desk) => desk.lab.ask((service) => service.rescued());

/** Puts what the unfinished run has learnt among the models, before another run takes its place. */
export async function keepUnfinished(desk: Desk): Promise<void> {
  const unfinished = desk.lab.unfinished.value;
  const file = unfinished && (await rescued(desk).catch(() => null));
  if (!file) return;
  const { name } = await keepModel(desk, file, nameOf(unfinished), unfinished.about.experiment.dataset);
  desk.toast(`${name}: kept under Models.`);
}

/** A run that a reload or a crash has cut off, and what can be done with it. */
export function UnfinishedRun({ desk, unfinished }: { desk: Desk; unfinished: Unfinished }) {
  const { experiment, begun, latest } = unfinished.about;
  const resume = () => {
    desk.settings.value = fromAddress(experiment.address);
    void desk.lab.resume();
  };
  return (
    <section class={`card ${css.banner}`} data-testid="unfinished" role="status">
      <p>
        Unfinished run from {clock(begun)}: {experiment.title}
        {latest && `, epoch ${latest.epoch} of ${latest.epochs}, batch ${latest.batch} of ${latest.batches}`}.
      </p>
      <div class="row">
        <button class="button main" type="button" data-testid="resume-run" onClick={resume}>
          Resume
        </button>
        <button
          class="button"
          type="button"
          data-testid="discard-run"
          onClick={() => void desk.lab.discard()}
        >
          Discard
        </button>
        <button
          class="button"
          type="button"
          onClick={() =>
            void rescued(desk).then((file) => file && download(`${nameOf(unfinished)}.safetensors`, file))
          }
        >
          Download its model
        </button>
      </div>
    </section>
  );
}
