import type { TrainingPlan } from '../../wasm/library/index';
import type { Configured } from './settings';

/** Schedules around a rate, for a run of so many steps; what they leave out has a default. */
export const schedules: Record<string, (rate: number, steps: number) => Record<string, unknown>> = {
  PiecewiseConstantDecay: (rate, steps) => ({
    boundaries: [Math.round(steps / 2), Math.round((3 * steps) / 4)],
    values: [rate, rate / 10, rate / 100],
  }),
  ExponentialDecay: (rate, steps) => ({
    initial_learning_rate: rate,
    decay_steps: Math.max(1, Math.round(steps / 5)),
    decay_rate: 0.5,
  }),
  InverseTimeDecay: (rate, steps) => ({
    initial_learning_rate: rate,
    decay_steps: Math.max(1, Math.round(steps / 5)),
    decay_rate: 1,
  }),
  CosineDecay: (rate) => ({ initial_learning_rate: rate }),
  OneCycle: (rate) => ({ max_learning_rate: rate }),
  LinearWarmup: (rate, steps) => ({ learning_rate: rate, warmup_steps: Math.max(1, Math.round(steps / 10)) }),
};

/** The schedules that can be chosen; 'constant' is none. */
export const scheduleNames = ['constant', ...Object.keys(schedules)];

/** What a schedule's height is called. */
const heights = [
  'warmup_target',
  'max_learning_rate',
  'initial_learning_rate',
  'learning_rate',
  'values',
] as const;

/** The height of a rate or of a schedule. */
export function heightOf(rate: unknown): number | undefined {
  if (typeof rate === 'number') return rate;
  const config = (rate as Configured | undefined)?.config ?? {};
  const all = heights.map((name) => [config[name]].flat()[0]);
  return all.find((value): value is number => typeof value === 'number' && value > 0);
}

export const tenth = (rate: number) => Number((rate / 10).toPrecision(12));

function tenthOf(rate: unknown): unknown {
  if (typeof rate === 'number') return tenth(rate);
  if (Array.isArray(rate)) return rate.map(tenthOf);
  const { class_name, config } = rate as Configured;
  const lower = heights.filter((name) => name in config).map((name) => [name, tenthOf(config[name])]);
  return { class_name, config: { ...config, ...(Object.fromEntries(lower) as object) } };
}

const optimizerOf = ({ training }: TrainingPlan) => training.optimizer as Configured;

function withRate(plan: TrainingPlan, learning_rate: unknown): TrainingPlan {
  const { class_name, config } = optimizerOf(plan);
  const optimizer = { class_name, config: { ...config, learning_rate } };
  return { ...plan, training: { ...plan.training, optimizer } };
}

/** A plan's learning rate, or the height of its schedule. */
export const rateOf = (plan: TrainingPlan) => heightOf(optimizerOf(plan).config.learning_rate)!;

/** The same plan with this rate and no schedule. */
export const atRate = (plan: TrainingPlan, rate: number) => withRate(plan, rate);

/** The same plan at a tenth of its rate. */
export const atTenth = (plan: TrainingPlan) =>
  withRate(plan, tenthOf(optimizerOf(plan).config.learning_rate));
