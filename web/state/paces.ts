import type { TrainingPlan } from '../../wasm/library/index';
import { recall, remember } from './memory';

const KEY = 'paces';
/** So many networks are remembered. */
const MOST = 24;

/** FNV-1a: 32 bits are plenty for so few. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}

/** What an epoch's time depends on: all but the seed and how many there are; `how` is the data and the engine. */
function keyOf({ model, training }: TrainingPlan, how: readonly unknown[]): string {
  return hash(JSON.stringify([model, { ...training, epochs: 0, callbacks: [] }, how]));
}

function paces(): [string, number][] {
  try {
    const all: unknown = JSON.parse(recall(KEY) ?? '[]');
    return Array.isArray(all) ? (all as [string, number][]) : [];
  } catch {
    return [];
  }
}

/** How many seconds an epoch of this took when it was last trained on this device. */
export function epochSeconds(plan: TrainingPlan, ...how: unknown[]): number | undefined {
  const key = keyOf(plan, how);
  const seconds = paces().find(([each]) => each === key)?.[1];
  return typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
}

export function rememberEpoch(seconds: number, plan: TrainingPlan, ...how: unknown[]): void {
  const key = keyOf(plan, how);
  const others = paces().filter(([each]) => each !== key);
  remember(KEY, JSON.stringify([[key, seconds], ...others].slice(0, MOST)));
}
