import * as messages from '../app/messages';
import type { Catalogue, Preset } from '../../wasm/library/index';
import type { EndedRun } from '../state/database';
import { fromAddress } from '../state/address';
import { complete } from '../state/plan';
import type { Settings } from '../state/settings';
import { rounded } from '../ui/words';

export type NamedRun = EndedRun & { name: string };

interface Known {
  presets: readonly Preset[];
  catalogue: Catalogue;
}

const completed = (settings: Settings, { presets, catalogue }: Known) =>
  complete(settings, presets.find(({ name }) => name === settings.preset) ?? presets[0], catalogue);

/** Optimizer and rate, as 'SGD 0.01'; '' where they are the preset's. */
export function optimizerName(settings: Settings, known: Known): string {
  const all = completed(settings, known);
  const own = completed({ dataset: settings.dataset, preset: settings.preset }, known);
  const isOwn = all.optimizer === own.optimizer && all.learning_rate === own.learning_rate;
  return isOwn ? '' : `${all.optimizer} ${rounded(all.learning_rate)}`;
}

/** What runs of one title may differ in, in words. */
function factsOf(address: string, known: Known): string[] {
  const all = completed(fromAddress(address), known);
  const { names } = messages.runs;
  const augmentation = Object.values(all.augmentation).filter((value) => value > 0).length;
  return [
    `${all.optimizer} ${rounded(all.learning_rate)}`,
    all.schedule,
    names.epochs(all.epochs),
    names.batch(all.batch_size),
    names.validation(all.validation_split),
    names.patience(all.patience),
    names.augmentation(augmentation),
    names.layers(all.layers.length),
    names.seed(all.seed),
  ];
}

/** A name for each run that no other has: its title, with what sets it apart from others of the same title. */
export function namesOf(runs: readonly { title: string; address: string }[], known: Known): string[] {
  const facts = runs.map(({ address }) => factsOf(address, known));
  const taken = new Map<string, number>();
  return runs.map(({ title }, i) => {
    const like = facts.filter((_, j) => runs[j].title === title);
    const apart = facts[i].filter((fact, kind) => like.some((other) => other[kind] !== fact));
    const name = [title, ...apart].join(' · ');
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count > 1 ? `${name} (${count})` : name;
  });
}
