import * as messages from '../app/messages';
import type { Catalogue, TrainingPlan } from '../../wasm/library/index';
import { findPublished } from '../data/published';
import { DRAWINGS } from '../workers/datasets';
import type { Experiment } from '../workers/run';
import type { TrainingContext } from '../app/context';
import { atTenth, rateOf } from '../state/rates';
import { fromAddress, toAddress } from '../state/address';
import { planOf } from '../state/plan';
import type { Settings } from '../state/settings';
import { ending } from '../ui/words';
import { optimizerName } from './names';

/** What is set up on the Train tab. */
export interface SetUp {
  /** The network's name. */
  network: string;
  /** For the data, or for what they usually are where they are not there yet. */
  plan: () => TrainingPlan;
  /** Null until the data are there. */
  experiment: () => Experiment | null;
}

export function setUp({ trainer, settings: own }: TrainingContext, settings = own.value): SetUp {
  const { presets, catalogue } = trainer.about.value!;
  const data = trainer.dataset.state.value;
  const info = data?.state === 'ready' && data.id === settings.dataset ? data.info : null;
  const preset = presets.find(({ name }) => name === settings.preset) ?? presets[0];
  const network = settings.layers ? messages.train.customLayers : preset.name;
  const plan = () =>
    planOf(settings, preset, catalogue, {
      shape: info ? [info.rows, info.columns, info.channels] : [28, 28, 1],
      classes: info?.label_names.length ?? 10,
      images: info?.images ?? 60_000,
    });
  const experiment = () => {
    if (!info) return null;
    const wanted = plan();
    // So few that a part for validation would be missed.
    if (info.id === DRAWINGS && info.images < 20) wanted.training.validation_split = 0;
    return {
      dataset: settings.dataset,
      title: messages.train.title(
        network,
        optimizerName(settings, trainer.about.value!),
        findPublished(info.id)?.name ?? info.name,
      ),
      address: toAddress('train', settings),
      plan: wanted,
    };
  };
  return { network, plan, experiment };
}

/** The same with the weights that a run has ended with. */
export function onwards(wanted: Experiment, ended: Experiment, weights: Uint8Array<ArrayBuffer>): Experiment {
  const title = ending(ended.title, messages.train.further);
  return { ...wanted, title, from: weights.slice() };
}

/** The same at a tenth of its learning rate. */
export function slower(failed: Experiment, { schedules }: Catalogue): Experiment {
  const plan = atTenth(failed.plan, schedules);
  const settings = { ...fromAddress(failed.address), learning_rate: rateOf(plan, schedules) };
  return { ...failed, plan, address: toAddress('train', settings) };
}

/** Whether a run has these settings, but for the rate, which can be changed while it runs. */
export const isOf = ({ address }: Experiment, settings: Settings) =>
  apart(fromAddress(address)) === apart(settings);
const apart = (settings: Settings) => toAddress('train', { ...settings, learning_rate: undefined });

/** Whether a run trains the network of these settings, on their data. */
export const isSameNetwork = ({ address }: Experiment, settings: Settings) =>
  core(fromAddress(address)) === core(settings);
const core = ({ dataset, preset, seed, layers }: Settings) =>
  toAddress('train', { dataset, preset, seed, layers });
