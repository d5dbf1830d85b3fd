import type { Field, Kind, TrainingPlan } from '../../wasm/library/index';
import type { Configured } from './settings';

// What a schedule is made of, and what grows with its rate, the engine says in the fields of the catalogue.

/** No schedule: the same rate at every step. */
export const CONSTANT = 'constant';

/** What can be chosen. */
export const scheduleNames = (schedules: readonly Kind[]) => [
  CONSTANT,
  ...schedules.map(({ class_name }) => class_name),
];

const named = (schedules: readonly Kind[], name: string) =>
  schedules.find(({ class_name }) => class_name === name);

/** Without the noise in the last digits. */
const rounded = (rate: number) => Number(rate.toPrecision(12));

/** What the engine suggests for a field, for this highest rate and a run of so many steps. */
function suggestionFor({ grows_with, suggested }: Field, rate: number, steps: number): unknown {
  let last = 0;
  const grown = (value: number) => {
    if (grows_with === 'rate') return rounded(value * rate);
    // Each of several is a step of its own.
    return grows_with === 'steps' ? (last = Math.max(last + 1, Math.round(value * steps))) : value;
  };
  return Array.isArray(suggested) ? suggested.map(grown) : grown(suggested as number);
}

/** A schedule around this rate, for a run of so many steps; or the rate, where there is no such schedule. */
export function rateWith(schedules: readonly Kind[], name: string, rate: number, steps: number): unknown {
  const schedule = named(schedules, name);
  if (!schedule) return rate;
  const config = schedule.fields
    .filter(({ suggested }) => suggested !== undefined)
    .map((field) => [field.name, suggestionFor(field, rate, steps)]);
  return { class_name: name, config: Object.fromEntries(config) as Configured['config'] };
}

/** The fields of a schedule's configuration that grow with its rate. */
function ratesOf({ class_name, config }: Configured, schedules: readonly Kind[]): string[] {
  const fields = named(schedules, class_name)?.fields ?? [];
  return fields
    .filter(({ name, grows_with }) => grows_with === 'rate' && name in config)
    .map(({ name }) => name);
}

/** A rate, or the highest of a schedule. */
export function peakRate(rate: unknown, schedules: readonly Kind[]): number | undefined {
  if (typeof rate === 'number') return rate;
  if (typeof rate !== 'object' || !rate) return undefined;
  const schedule = rate as Configured;
  const heights = ratesOf(schedule, schedules)
    .flatMap((name) => schedule.config[name])
    .map((each) => peakRate(each, schedules) ?? 0);
  return Math.max(...heights) > 0 ? Math.max(...heights) : undefined;
}

export const tenth = (rate: number) => rounded(rate / 10);

function tenthOf(rate: unknown, schedules: readonly Kind[]): unknown {
  if (typeof rate === 'number') return tenth(rate);
  if (Array.isArray(rate)) return rate.map((each) => tenthOf(each, schedules));
  const { class_name, config } = rate as Configured;
  const lower = ratesOf({ class_name, config }, schedules).map((name) => [
    name,
    tenthOf(config[name], schedules),
  ]);
  return { class_name, config: { ...config, ...(Object.fromEntries(lower) as object) } };
}

const optimizerOf = ({ training }: TrainingPlan) => training.optimizer as Configured;

function withRate(plan: TrainingPlan, learning_rate: unknown): TrainingPlan {
  const { class_name, config } = optimizerOf(plan);
  const optimizer = { class_name, config: { ...config, learning_rate } };
  return { ...plan, training: { ...plan.training, optimizer } };
}

/** A plan's learning rate, or the peak of its schedule. */
export const rateOf = (plan: TrainingPlan, schedules: readonly Kind[]) =>
  peakRate(optimizerOf(plan).config.learning_rate, schedules)!;

/** The same plan with this rate and no schedule. */
export const atRate = (plan: TrainingPlan, rate: number) => withRate(plan, rate);

/** The same plan at a tenth of its rate. */
export const atTenth = (plan: TrainingPlan, schedules: readonly Kind[]) =>
  withRate(plan, tenthOf(optimizerOf(plan).config.learning_rate, schedules));
