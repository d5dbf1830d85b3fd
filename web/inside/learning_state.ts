import { computed, effect, signal } from '@preact/signals';
import type { LayerStatistics } from '../../wasm/library/index';
import type { TrainingContext } from '../app/context';
import * as messages from '../app/messages';
import { database, type EndedRun, type Moment } from '../state/database';
import { momentFile, momentsOf } from '../state/moments';
import { asSentence, inWords } from '../ui/words';
import type { Confused } from '../workers/inside_learning';
import { latestOnly } from '../workers/latest_only';
import { IN_TRAINING, type InsideState } from './state';

/** The run on the Train tab, among those that have ended. */
export const PRESENT = 'present';

/** How a network became what it is: the moments of a run, and figures of the one that is looked into. */
export class LearningState {
  readonly isOpen = signal(false);
  readonly trouble = signal('');
  /** The runs of which moments are kept, the newest first. */
  readonly runs = signal<readonly EndedRun[]>([]);
  /** The id of the run that is looked at, PRESENT or ''. */
  readonly run = signal('');
  readonly at = signal(0);
  readonly confused = signal<Confused | null>(null);
  readonly statistics = signal<LayerStatistics[]>([]);
  readonly moments = computed<readonly Moment[]>(() =>
    this.run.value === PRESENT ? this.app.trainer.moments.value : this.#moments.value,
  );
  readonly #moments = signal<readonly Moment[]>([]);
  readonly #show = latestOnly((at: number) => this.#open(at));
  readonly #measure = latestOnly(() => this.#figures());

  constructor(
    private readonly app: TrainingContext,
    private readonly inside: InsideState,
  ) {}

  /** Keeps the figures those of the network that is looked into, until the way out is called. */
  follow(): () => void {
    return effect(() => {
      if (this.isOpen.value && this.inside.client.about.value) this.#measure(null);
    });
  }

  /** Finds out of which runs there are moments. */
  async look(): Promise<void> {
    try {
      const ended = await database.all('ended');
      const kept = await Promise.all(ended.map(async ({ id }) => (await momentsOf(id)).length > 1));
      this.runs.value = ended.filter((_, i) => kept[i]).sort((a, b) => b.begun - a.begun);
    } catch {
      // Where nothing can be kept there are none.
      this.runs.value = [];
    }
  }

  async choose(run: string): Promise<void> {
    this.run.value = run;
    if (run === PRESENT) {
      this.inside.chosen.value = IN_TRAINING;
      this.at.value = this.moments.value.length - 1;
      return;
    }
    this.#moments.value = await momentsOf(run).catch(() => []);
    this.go(this.moments.value.length - 1);
  }

  go(at: number): void {
    this.at.value = at;
    this.#show(at);
  }

  async #open(at: number): Promise<void> {
    const moment = this.moments.value.at(at);
    if (!moment) return;
    const isPresent = this.run.value === PRESENT;
    const file = await (
      isPresent ? this.app.trainer.ask((service) => service.momentFile(moment.id)) : momentFile(moment.id)
    ).catch(() => undefined);
    if (!file) return void (this.trouble.value = messages.learning.gone);
    this.trouble.value = '';
    const run = this.runs.value.find(({ id }) => id === this.run.value)?.title ?? messages.learning.present;
    const name = messages.learning.named(run, messages.learning.moment(moment.at));
    // The same network under the same key: what is open stays so.
    this.inside.chosen.value = { id: `run-${this.run.value}`, name, file };
  }

  async #figures(): Promise<void> {
    const { client } = this.inside;
    try {
      this.statistics.value = await client.ask((service) => service.statistics());
      this.confused.value = (await client.ask((service) => service.confusion())) ?? this.confused.value;
      this.trouble.value = '';
    } catch (error) {
      this.statistics.value = [];
      this.confused.value = null;
      this.trouble.value = asSentence(inWords(error));
    }
  }
}
